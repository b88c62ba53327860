using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Initramfs;
using Xunit;
using static Lodestar.Host.Tests.Files.Archives;

namespace Lodestar.Host.Tests.Files;

/// <summary>From an archive to a tree.</summary>
public sealed class InitramfsTests
{
    [Fact]
    public void NothingGivesAnEmptyRoot()
    {
        foreach (int zeros in new[] { 0, 1, 4, 5000 })
        {
            InitramfsTree tree = Unpack(new CpioBuilder().Zeros(zeros).Content);
            Assert.Null(tree.Problem);
            Assert.Equal((0, 0), (tree.Entries, tree.Root.Count));
            Assert.Equal((FileMode)0b111_101_101 | FileMode.IfDir, tree.Root.Mode);
        }
    }

    [Fact]
    public void AllTypesOfEntries()
    {
        InitramfsTree tree = UnpackWell(new CpioBuilder()
            .Directory(".", 0b111_000_000).Directory("dir").Directory("./dir/sub/").File("/dir/sub/file", "text", 0b100_111_101_101)
            .Symlink("link", "dir/sub").Entry("dev", 0x2000 | 0b110_110_110, "", major: 1, minor: 5).Entry("pipe", 0x1000, "")
            .Entry("socket", 0xC000, "").Entry("disk", 0x6000, "", major: 8).Entry("owned", 0x8000, "", owner: 5, modified: 0xFFFF_FFFF).Trailer());

        Assert.Equal((FileMode)0b111_000_000 | FileMode.IfDir, tree.Root.Mode);
        Inode file = Find(tree, "link/file");
        Assert.Equal("text", Text(file));
        Assert.Equal((FileMode)0b100_111_101_101 | FileMode.IfReg, file.Mode);
        Assert.Equal(99, file.Modified.Seconds);
        Assert.Equal((5u, 6u, 0xFFFF_FFFFL), (Find(tree, "owned").UserId, Find(tree, "owned").GroupId, Find(tree, "owned").Modified.Seconds));
        Assert.Equal(3u, Find(tree, "dir").LinkCount);
        Assert.Equal(new DeviceNumber(1, 5), Find(tree, "dev").RepresentedDevice);
        Assert.NotNull(Find(tree, "dev").Open(new TestTree().Context, OpenFlags.RdOnly, out _));
        Assert.Equal(
            (FileMode.IfIfo, FileMode.IfSock, FileMode.IfBlk),
            (Find(tree, "pipe").Type, Find(tree, "socket").Type, Find(tree, "disk").Type));
    }

    [Theory]
    [InlineData("content", "", "content")]
    [InlineData("", "content", "content")]
    [InlineData("first", "last", "last")]
    public void HardLinksShareAnInodeWhicheverCarriesTheContent(string first, string second, string expected)
    {
        InitramfsTree tree = UnpackWell(new CpioBuilder().Link("a", 7, first).File("other", "x").Link("b", 7, second).Trailer());

        Assert.Same(Find(tree, "a"), Find(tree, "b"));
        Assert.Equal(2u, Find(tree, "a").LinkCount);
        Assert.Equal(expected, Text(Find(tree, "a")));
    }

    [Fact]
    public void LinksDoNotReachIntoAnotherArchive()
    {
        InitramfsTree tree = UnpackWell(new CpioBuilder().Link("a", 7, "1").Trailer().Zeros(512).Link("b", 7, "2").Trailer());

        Assert.NotSame(Find(tree, "a"), Find(tree, "b"));
        Assert.Equal(("1", "2"), (Text(Find(tree, "a")), Text(Find(tree, "b"))));
    }

    [Fact]
    public void ALaterArchiveChangesAnEarlierOne()
    {
        InitramfsTree tree = UnpackWell(new CpioBuilder()
            .Directory("d").File("d/kept", "kept").File("file", "old").File("turned", "old").Directory("empty").Symlink("link", "old").Trailer()
            .Directory("d", 0b111_000_000).File("file", "new").Symlink("turned", "file").File("empty", "now a file").Symlink("link", "d").Trailer());

        Assert.Equal("kept", Text(Find(tree, "link/kept")));
        Assert.Equal((FileMode)0b111_000_000 | FileMode.IfDir, Find(tree, "d").Mode);
        Assert.Equal(("new", "new", "now a file"), (Text(Find(tree, "file")), Text(Find(tree, "turned")), Text(Find(tree, "empty"))));
        Assert.Equal((3u, 5), (tree.Root.LinkCount, tree.Root.Count));
        Assert.Equal(1u, Find(tree, "file").LinkCount);
    }

    [Fact]
    public void ContentsStayInTheArchive()
    {
        byte[] archive = new CpioBuilder().File("f", "content").Trailer().Bytes;
        InitramfsTree tree = Unpack(new ByteArrayContent(archive));
        archive.AsSpan(archive.AsSpan().IndexOf("content"u8), 1)[0] = (byte)'C';

        Assert.Equal("Content", Text(tree.Root.Lookup("f"u8)));
    }
}
