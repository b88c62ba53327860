using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Initramfs;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Unpacks archives and looks at what came out.</summary>
internal static class Archives
{
    public static string Text(Inode? inode)
    {
        FileContent content = Assert.IsType<RegularInode>(inode).Content;
        byte[] bytes = new byte[content.Length];
        Assert.Equal(bytes.Length, content.Read(0, bytes));
        return Encoding.Latin1.GetString(bytes);
    }

    public static Inode Find(InitramfsTree tree, string path)
    {
        FileContext context = TestTree.ContextOf(tree.Root);
        PathWalk.Resolve(context, context.Root, TestTree.Bytes(path), WalkFlags.Follow, out Location found);
        return found.Inode;
    }

    public static void ReadEverything(DirectoryInode directory)
    {
        for (long position = 2; directory.TryReadEntry(position, out DirectoryEntry entry); position = entry.Next)
        {
            Inode inode = directory.Lookup(entry.Name.Span)!;
            if (inode is RegularInode)
            {
                Text(inode);
            }
            else if (inode is DirectoryInode child)
            {
                ReadEverything(child);
            }
        }
    }

    public static InitramfsTree Unpack(FileContent archive) =>
        InitramfsUnpacker.Unpack(archive, new FileSystem("rootfs", 2, isReadOnly: true), new TestTree().Devices);

    public static InitramfsTree UnpackWell(CpioBuilder builder)
    {
        InitramfsTree tree = Unpack(builder.Content);
        Assert.Null(tree.Problem);
        return tree;
    }

    public static InitramfsTree AssertProblem(CpioBuilder builder, string problem, long offset)
    {
        InitramfsTree tree = Unpack(builder.Content);
        Assert.Equal((problem, offset), (tree.Problem, tree.Offset));
        return tree;
    }
}
