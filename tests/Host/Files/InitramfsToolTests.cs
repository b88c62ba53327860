using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Initramfs;
using Lodestar.Initramfs;
using Xunit;
using FileMode = Lodestar.Core.Abi.FileMode;

namespace Lodestar.Host.Tests.Files;

/// <summary>The tool that makes archives, against the code that unpacks them.</summary>
[SupportedOSPlatform("linux")]
public sealed class InitramfsToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lodestar-initramfs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("dir", "line 1: \"dir\" is no entry")]
    [InlineData("# fine\n\ndir d 8", "line 3: \"8\" is no octal mode")]
    [InlineData("dir d 10000", "line 1: \"10000\" is more than 7777")]
    [InlineData("dir ../d 755", "line 1: \"../d\" is no name for an entry")]
    [InlineData("dir / 755", "line 1: \"/\" is no name for an entry")]
    [InlineData("nod n 600 c 1 x", "line 1: \"x\" is no device number")]
    [InlineData("link a b", "line 1: a is a link to b, which is not there or is a directory")]
    [InlineData("slink a b\nslink a/c d", "line 2: a/c would be in a, which is no directory")]
    [InlineData("dir a/b 755\nslink a d", "line 2: a must be a directory, because there is a/b")]
    public void ListsThatMakeNoSense(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<InvalidDataException>(() => Manifest.Add(new Archive(), text, _folder)).Message);

    [Fact]
    public void AMissingSourceIsNamedWithItsLine() =>
        Assert.StartsWith(
            "line 1: ",
            Assert.Throws<InvalidDataException>(() => Manifest.Add(new Archive(), "file f missing 644", _folder)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void AListBecomesATree()
    {
        File.WriteAllText(Path.Combine(_folder, "source"), "program");
        TreeDirectory root = Unpack(Write("""
            # a comment
            slink /bin/sh busybox
            file /bin/busybox source 755   # behind an entry too
            link /bin/ls /bin/busybox
            link /sbin/init /bin/busybox
            nod /dev/console 600 c 5 1
            dir /tmp 1777
            """));

        RegularInode busybox = (RegularInode)Find(root, "bin/busybox");
        Assert.Same(busybox, Find(root, "sbin/init"));
        Assert.Same(busybox, Find(root, "bin/sh"));
        Assert.Equal((3u, 7L), (busybox.LinkCount, busybox.Size));
        Assert.Equal((FileMode)0b111_101_101 | FileMode.IfReg, busybox.Mode);
        Assert.Equal((0u, 0u, 42L), (busybox.UserId, busybox.GroupId, busybox.Modified.Seconds));
        Assert.Equal((FileMode)0b1_111_111_111 | FileMode.IfDir, Find(root, "tmp").Mode);
        Assert.Equal((new DeviceNumber(5, 1), FileMode.IfChr), (Find(root, "dev/console").RepresentedDevice, Find(root, "dev/console").Type));
    }

    [Fact]
    public void TheOrderOfAddingDoesNotMatter()
    {
        string[] lines = ["dir b 755", "slink b/x y", "slink a z", "nod c 600 b 8 1"];
        Assert.Equal(Write(string.Join('\n', lines)), Write(string.Join('\n', lines.Reverse())));
    }

    [Fact]
    public void AFolderBecomesATree()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "sub", "empty"));
        File.WriteAllText(Path.Combine(_folder, "sub", "text"), "text");
        File.WriteAllText(Path.Combine(_folder, "run"), "run");
        File.SetUnixFileMode(Path.Combine(_folder, "run"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(Path.Combine(_folder, "sub", "text"), UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        File.CreateSymbolicLink(Path.Combine(_folder, "link"), "sub/text");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "folderlink"), "sub");
        Archive archive = new();
        FolderSource.Add(archive, _folder);
        TreeDirectory root = Unpack(Write(archive));

        Assert.Equal((FileMode)0b110_100_100 | FileMode.IfReg, Find(root, "folderlink/text").Mode);
        Assert.Equal((FileMode)0b111_101_101 | FileMode.IfReg, Find(root, "run").Mode);
        Assert.Equal(FileMode.IfDir, Find(root, "sub/empty").Type);
        Assert.Same(Find(root, "sub/text"), Find(root, "link"));
        Assert.Equal(4, root.Count);
    }

    private static Inode Find(TreeDirectory root, string path)
    {
        FileContext context = TestTree.ContextOf(root);
        Errno error = PathWalk.Resolve(context, context.Root, TestTree.Bytes(path), WalkFlags.Follow, out Location found);
        return error == Errno.None ? found.Inode : throw new InvalidOperationException($"{path}: {error}");
    }

    private static byte[] Write(Archive archive)
    {
        MemoryStream output = new();
        CpioWriter.Write(archive, output, modified: 42);
        return output.ToArray();
    }

    private static TreeDirectory Unpack(byte[] archive)
    {
        FileSystem fileSystem = new("rootfs", 2, isReadOnly: true);
        InitramfsTree tree = InitramfsUnpacker.Unpack(new ByteArrayContent(archive), fileSystem, new TestTree().Devices);
        Assert.Null(tree.Problem);
        return tree.Root;
    }

    private byte[] Write(string list)
    {
        Archive archive = new();
        Manifest.Add(archive, list, _folder);
        return Write(archive);
    }
}
