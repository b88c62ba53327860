using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;
using FileMode = Lodestar.Core.Abi.FileMode;

namespace Lodestar.Host.Tests.Files;

/// <summary>
/// Random changes, the same in a tmpfs of the host and in ours: every call must give the same error or result, and in the end
/// both trees must be the same. A seed that fails is told by the test's name.
/// </summary>
public sealed class TreeChangeComparisonTests : IDisposable
{
    private const int CallsPerSeed = 3000;
    private const long FileSizes = 5 * 4096;

    private static readonly string[] s_names = ["a", "b", "c", "d", "a/a", "a/b", "b/a", "a/b/c", "c/x", "d/d/d", "a/", "b/.", "c/..", "l", "l/a"];

    private readonly string _folder = System.IO.Directory.CreateDirectory($"/dev/shm/lodestar-{Guid.NewGuid():N}").FullName;
    private readonly TestTree _tree = new(isReadOnly: false);
    private readonly HostCalls _host;

    public TreeChangeComparisonTests()
    {
        _host = new HostCalls(_folder);
        _tree.Context.Credentials = new Credentials(HostCalls.UserId, HostCalls.GroupId);
        _tree.Context.RealCredentials = _tree.Context.Credentials;
        _tree.Context.Umask = HostCalls.Umask;
        _tree.Root.SetAttributes(new InodeAttributes(FileMode.IrwxUgo, HostCalls.UserId, HostCalls.GroupId));
    }

    public void Dispose()
    {
        _host.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomChangesAreAsOnLinux(int seed)
    {
        Random random = new(seed);
        List<string> done = [];
        for (int i = 0; i < CallsPerSeed; i++)
        {
            (string call, long linux, long ours) = Change(random);
            done.Add($"{call}: {linux} there, {ours} here");
            Assert.True(linux == ours, string.Join('\n', done.TakeLast(20)));
        }

        Assert.Equal(Describe(""), DescribeOurs(""));
    }

    private (string Call, long Linux, long Ours) Change(Random random)
    {
        string one = s_names[random.Next(s_names.Length)];
        string other = s_names[random.Next(s_names.Length)];
        byte[] first = TestTree.Bytes(one);
        byte[] second = TestTree.Bytes(other);
        FileContext context = _tree.Context;
        const int Here = PathLimits.AtFdCwd;
        FileMode mode = (FileMode)random.Next(0x1000);
        switch (random.Next(9))
        {
            case 0:
                return ($"mkdir {one}", _host.Call(258, one, 0b111_111_101), -(long)PathCalls.MakeDirectory(context, Here, first, (FileMode)0b111_111_101));
            case 1:
                return ($"mknod {one}", _host.Call(259, one, 0x11B6), -(long)PathCalls.MakeNode(context, Here, first, (FileMode)0x11B6, default));
            case 2:
                return ($"symlink {other} {one}", _host.CallLink(other, one), -(long)PathCalls.CreateLink(context, second, Here, first));
            case 3:
                return ($"link {one} {other}", _host.Call(265, one, other, 0), -(long)PathCalls.Link(context, Here, first, Here, second, AtFlags.None));
            case 4:
                return ($"unlink {one}", _host.Call(263, one, 0), -(long)PathCalls.Unlink(context, Here, first));
            case 5:
                return ($"rmdir {one}", _host.Call(263, one, 0x200), -(long)PathCalls.RemoveDirectory(context, Here, first));
            case 6:
                int flags = random.Next(4);
                return ($"rename {one} {other} {flags}", _host.Call(316, one, other, flags),
                    -(long)PathCalls.Rename(context, Here, first, Here, second, (RenameFlags)flags));
            case 7:
                return ($"chmod {one} {(uint)mode:x}", _host.Call(268, one, (int)mode), -(long)PathCalls.ChangeMode(context, Here, first, mode, AtFlags.None));
            default:
                return Write(random, one);
        }
    }

    /// <summary>Opens a file with random flags and does something with its content.</summary>
    private (string Call, long Linux, long Ours) Write(Random random, string name)
    {
        OpenFlags flags = OpenFlags.RdWr | OpenFlags.NonBlock | OpenFlags.NoFollow;
        foreach (OpenFlags bit in new[] { OpenFlags.Creat, OpenFlags.Excl, OpenFlags.Append, OpenFlags.Trunc })
        {
            flags |= random.Next(3) == 0 ? bit : 0;
        }

        string call = $"open {name} {flags}";
        long descriptor = _host.Call(257, name, (int)flags, 0b110_110_110);
        IoResult ours = _tree.TryOpen(name, flags);
        if (descriptor < 0 || ours.IsError)
        {
            return (call, descriptor, ours.Raw);
        }

        OpenFile file = _tree.Descriptors.GetAny((int)ours.Raw)!;
        byte[] bytes = new byte[random.Next(1, 6000)];
        random.NextBytes(bytes);
        long offset = random.NextInt64(FileSizes);
        long length = random.NextInt64(1, FileSizes);
        (long linux, long result) = file is not RegularFile ? (0, 0) : random.Next(7) switch
        {
            0 => (HostCalls.Write(descriptor, bytes), file.Write(bytes).Raw),
            1 => (HostCalls.WriteAt(descriptor, bytes, offset), file.WriteAt(offset, bytes).Raw),
            2 => (HostCalls.Call(77, descriptor, offset, 0, 0), Truncate(file, offset)),
            3 => (HostCalls.Call(285, descriptor, 3, offset, length), Allocate(file, FallocateMode.KeepSize | FallocateMode.PunchHole, offset, length)),
            4 => (HostCalls.Call(8, descriptor, offset, 3, 0), file.Seek(offset, SeekWhence.Data).Raw),
            5 => (HostCalls.Call(8, descriptor, offset, 4, 0), file.Seek(offset, SeekWhence.Hole).Raw),
            _ => (HostCalls.Call(285, descriptor, 0, offset, length), Allocate(file, FallocateMode.None, offset, length)),
        };
        HostCalls.Close(descriptor);
        _tree.Descriptors.Close((int)ours.Raw);
        return ($"{call}, then {bytes.Length} bytes, {offset}, {length}", linux, result);
    }

    private static long Truncate(OpenFile file, long length)
    {
        ((RegularFile)file).Truncate(length);
        return 0;
    }

    private static long Allocate(OpenFile file, FallocateMode mode, long offset, long length) =>
        -(long)((RegularFile)file).Allocate(mode, offset, length);

    /// <summary>A line for everything below a folder of the host: path, mode, links, size, blocks, and a sum of the content.</summary>
    private List<string> Describe(string path)
    {
        List<string> lines = [];
        foreach (string name in System.IO.Directory.GetFileSystemEntries(Path.Combine(_folder, path)).Select(Path.GetFileName).Order(StringComparer.Ordinal)!)
        {
            string child = Path.Combine(path, name);
            Stat stat = _host.Stat(child);
            FileMode type = stat.Mode & FileMode.IfMt;
            byte[] content = type == FileMode.IfReg ? _host.Read(child, stat) : [];
            lines.Add(Line(child, stat, content));
            lines.AddRange(type == FileMode.IfDir ? Describe(child) : []);
        }

        return lines;
    }

    private List<string> DescribeOurs(string path)
    {
        List<string> lines = [];
        DirectoryInode directory = (DirectoryInode)_tree.Find(path.Length == 0 ? "/" : path);
        List<string> names = [];
        for (long position = 2; directory.TryReadEntry(position, out DirectoryEntry entry); position = entry.Next)
        {
            names.Add(Encoding.UTF8.GetString(entry.Name.Span));
        }

        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            string child = Path.Combine(path, name);
            Inode inode = _tree.Find(child);
            InodeStatus.Fill(inode, out Stat stat);
            byte[] content = new byte[inode is RegularInode ? stat.Size : 0];
            (inode as RegularInode)?.Content.Read(0, content);
            lines.Add(Line(child, stat, content));
            lines.AddRange(inode is DirectoryInode ? DescribeOurs(child) : []);
        }

        return lines;
    }

    private static string Line(string path, in Stat stat, byte[] content) =>
        $"{path} {(uint)stat.Mode:x} {stat.LinkCount} {stat.Size} {stat.Blocks} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))}";
}
