using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Initramfs;
using Xunit;
using static Lodestar.Host.Tests.Files.Archives;

namespace Lodestar.Host.Tests.Files;

/// <summary>Archives with faults: a clear problem, the tree up to it, and never a fault of the kernel.</summary>
public sealed class BrokenInitramfsTests
{
    [Theory]
    [InlineData("", "070707" + "0", "the archive ends inside a header", 0)]
    [InlineData("", "garbage", "the archive ends inside a header", 0)]
    public void ShortArchives(string first, string second, string problem, long offset) =>
        AssertProblem(new CpioBuilder().Raw(first).Raw(second), problem, offset);

    [Fact]
    public void BrokenHeaders()
    {
        string rest = new('0', 200);
        AssertProblem(new CpioBuilder().Raw("070707" + rest), "old cpio format; the archive has to be made with format newc", 0);
        AssertProblem(new CpioBuilder().Raw("070703" + rest), "no cpio header", 0);
        AssertProblem(new CpioBuilder().Raw("\x1f\x8b" + rest), "no cpio header; a compressed archive has to be unpacked first", 0);
        AssertProblem(new CpioBuilder().Raw("0707010000000g" + rest), "a number in a cpio header is not hexadecimal", 0);
        AssertProblem(new CpioBuilder().Raw("070701 0000001" + rest), "a number in a cpio header is not hexadecimal", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x8000, "", nameSize: 0), "a name has 0 bytes", 0);
        AssertProblem(new CpioBuilder().Entry("", 0x8000, ""), "a name has 1 bytes", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x8000, "", nameSize: 4097), "a name has 4097 bytes", 0);
        AssertProblem(new CpioBuilder().Entry("name", 0x8000, "", nameSize: 3), "a name does not end with its only NUL", 0);
        AssertProblem(new CpioBuilder().Entry("n\0me", 0x8000, ""), "a name does not end with its only NUL", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x8000, "", nameSize: 100), "the archive ends inside a name", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x8000, "", size: 1), "the archive ends inside n", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x8000, "abc", size: uint.MaxValue), "the archive ends inside n", 0);
    }

    [Fact]
    public void BrokenArchivesKeepWhatCameBefore()
    {
        CpioBuilder builder = new CpioBuilder().File("good", "content");
        long length = builder.Bytes.Length;
        InitramfsTree tree = AssertProblem(builder, "the archive ends without its trailer", length);
        Assert.Equal(1, tree.Entries);
        Assert.Equal("content", Text(tree.Root.Lookup("good"u8)));

        AssertProblem(builder.Zeros(200), "no cpio header", length);
        builder = new CpioBuilder().File("good", "content").Trailer();
        length = builder.Bytes.Length;
        AssertProblem(builder.Zeros(2).Raw("070701" + new string('0', 200)), "an archive does not begin at a multiple of 4 bytes", length + 2);
    }

    [Fact]
    public void EntriesThatMakeNoSense()
    {
        AssertProblem(new CpioBuilder().File("a/b", ""), "a/b comes before the directory that it is in", 0);
        AssertProblem(new CpioBuilder().File("..", ""), ".. is no name for it", 0);
        AssertProblem(new CpioBuilder().File(".", ""), ". is no name for it", 0);
        AssertProblem(new CpioBuilder().Entry("n", 0x3000, ""), "n has a type that does not exist", 0);
        AssertProblem(new CpioBuilder().Symlink("n", ""), "n is a link with a target of 0 bytes", 0);
        AssertProblem(new CpioBuilder().Symlink("n", "a\0"), "n is a link with a NUL in its target", 0);
        AssertProblem(new CpioBuilder().Symlink("n", new string('a', 4096)), "n is a link with a target of 4096 bytes", 0);
        string tooLong = new('n', 256);
        AssertProblem(new CpioBuilder().File(tooLong, ""), tooLong + " cannot be put into the tree: ENAMETOOLONG", 0);
        Assert.EndsWith("cannot be put into the tree: ENOTDIR", Unpack(new CpioBuilder().File("f", "").File("f/x", "").Content).Problem, StringComparison.Ordinal);
        Assert.EndsWith("cannot be put into the tree: ELOOP", Unpack(new CpioBuilder().Symlink("f", "f").File("f/x", "").Content).Problem, StringComparison.Ordinal);
        Assert.EndsWith(
            "d replaces a directory that is not empty",
            Unpack(new CpioBuilder().Directory("d").File("d/x", "").File("d", "").Content).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ChecksumsAreCompared()
    {
        const uint Sum = 'a' + 'b' + 0xFF;
        UnpackWell(new CpioBuilder().Entry("f", 0x8000, "ab\xff", magic: "070702", checksum: Sum).Trailer());
        UnpackWell(new CpioBuilder().Entry("f", 0x8000, "", magic: "070702", checksum: 5).Trailer());
        UnpackWell(new CpioBuilder().Entry("f", 0x8000, new string('\x01', 5000), magic: "070702", checksum: 5000).Trailer());
        AssertProblem(
            new CpioBuilder().Entry("f", 0x8000, "ab\xff", magic: "070702", checksum: Sum + 1),
            "f has another checksum than its header says",
            0);
    }

    /// <summary>Whatever is cut off or changed, there is a tree, at most a problem, and every file can be read.</summary>
    [Fact]
    public void NoArchiveIsAFault()
    {
        byte[] whole = new CpioBuilder().Directory("d").File("d/f", "content").Link("a", 7, "").Link("b", 7, "shared").Symlink("s", "d/f")
            .Entry("dev", 0x2000, "", major: 1, minor: 3).Trailer().Zeros(12).File("late", "x").Trailer().Bytes;
        for (int length = 0; length < whole.Length; length++)
        {
            ReadEverything(Unpack(new ByteArrayContent(whole.AsMemory(0, length))).Root);
        }

        Random random = new(20);
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = (byte[])whole.Clone();
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789abcdef/."[random.Next(18)];
            }

            ReadEverything(Unpack(new ByteArrayContent(changed)).Root);
        }
    }
}
