using System;
using System.Linq;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>From a path to an inode.</summary>
public sealed class PathWalkTests
{
    private const WalkFlags Follow = WalkFlags.Follow;

    private readonly TestTree _tree = new TestTree()
        .Directory("/d").Directory("/d/e").File("/f", "text").File("/d/e/g").File("/d/...")
        .Link("/lf", "f").Link("/ld", "d").Link("/d/up", "../f").Link("/abs", "/d/e").Link("/slash", "f/").Link("/dslash", "d//")
        .Link("/dangling", "missing").Link("/loop", "loop").Link("/a", "b").Link("/b", "./a").Link("/root", "/").Link("/lld", "ld/e");

    [Theory]
    [InlineData("missing", Errno.ENOENT)]
    [InlineData("/missing/f", Errno.ENOENT)]
    [InlineData("missing/", Errno.ENOENT)]
    [InlineData("f/", Errno.ENOTDIR)]
    [InlineData("f/.", Errno.ENOTDIR)]
    [InlineData("f/..", Errno.ENOTDIR)]
    [InlineData("f/x", Errno.ENOTDIR)]
    [InlineData("lf/", Errno.ENOTDIR)]
    [InlineData("lf/x", Errno.ENOTDIR)]
    [InlineData("slash", Errno.ENOTDIR)]
    [InlineData("dangling", Errno.ENOENT)]
    [InlineData("dangling/x", Errno.ENOENT)]
    [InlineData("dangling/", Errno.ENOENT)]
    [InlineData("loop", Errno.ELOOP)]
    [InlineData("loop/x", Errno.ELOOP)]
    [InlineData("a", Errno.ELOOP)]
    [InlineData("D", Errno.ENOENT)]
    public void APathThatLeadsNowhere(string path, Errno expected) => Assert.Equal(expected, _tree.ErrorOf(path, Follow));

    [Theory]
    [InlineData("/", "/")]
    [InlineData("///", "/")]
    [InlineData("/.", "/")]
    [InlineData("/..", "/")]
    [InlineData("/../../d/..", "/")]
    [InlineData("d", "/d")]
    [InlineData("d/", "/d")]
    [InlineData("./d//e/", "/d/e")]
    [InlineData("d/./../f", "/f")]
    [InlineData("d/...", "/d/...")]
    [InlineData("lf", "/f")]
    [InlineData("ld/e/g", "/d/e/g")]
    [InlineData("lld/g", "/d/e/g")]
    [InlineData("d/up", "/f")]
    [InlineData("abs/g", "/d/e/g")]
    [InlineData("abs/..", "/d")]
    [InlineData("dslash", "/d")]
    [InlineData("dslash/e", "/d/e")]
    [InlineData("root", "/")]
    [InlineData("root/root/root/d/up", "/f")]
    [InlineData("root/", "/")]
    public void APathThatLeadsSomewhere(string path, string expected)
    {
        Errno error = PathWalk.Resolve(_tree.Context, _tree.Context.Root, TestTree.Bytes(path), Follow, out Location found);

        Assert.Equal(Errno.None, error);
        Assert.Same(_tree.Find(expected), found.Inode);
    }

    [Fact]
    public void TheLastLinkIsFollowedOnlyWhenAskedOrByASlash()
    {
        Assert.Equal(FileMode.IfLnk, _tree.Find("ld").Type);
        Assert.Equal(FileMode.IfDir, _tree.Find("ld/").Type);
        Assert.Equal(FileMode.IfLnk, _tree.Find("ld/../loop").Type);
        Assert.Equal(Errno.ENOTDIR, _tree.ErrorOf("lf", WalkFlags.Directory));
    }

    [Fact]
    public void FortyLinksAreFollowedAndNoMore()
    {
        _tree.Directory("/chain").Link("/chain/0", "../f");
        for (int i = 1; i <= 40; i++)
        {
            _tree.Link($"/chain/{i}", $"{i - 1}");
        }

        PathWalk.Resolve(_tree.Context, _tree.Context.Root, TestTree.Bytes("chain/39"), Follow, out Location found);
        Assert.Same(_tree.Find("/f"), found.Inode);
        Assert.Equal(Errno.ELOOP, _tree.ErrorOf("chain/40", Follow));
    }

    [Fact]
    public void FortyLinksMayBeNested()
    {
        // Each target has the next link in its middle, so that forty paths wait for their ends.
        _tree.Link("/n0", "d/.");
        for (int i = 1; i <= 40; i++)
        {
            _tree.Link($"/n{i}", $"n{i - 1}/../d");
        }

        Assert.Same(_tree.Find("/d/e"), _tree.Find("n39/e"));
        Assert.Equal(Errno.ELOOP, _tree.ErrorOf("n40/e"));
    }

    [Fact]
    public void NamesAndPathsHaveTheirLimits()
    {
        string longest = new('n', PathLimits.NameMax);
        _tree.File("/" + longest);

        Assert.NotNull(_tree.Find(longest));
        Assert.Equal(Errno.ENAMETOOLONG, _tree.ErrorOf(longest + "n"));
        Assert.Equal(Errno.ENOENT, _tree.ErrorOf("missing/" + longest + "n"));
        Assert.Equal(Errno.ENOTDIR, _tree.ErrorOf("f/" + longest + "n"));
        Assert.Same(_tree.Find("/f"), _tree.Find(string.Concat(Enumerable.Repeat("./", 2047)) + "f"));
        Assert.Equal(Errno.ENAMETOOLONG, _tree.ErrorOf(string.Concat(Enumerable.Repeat("./", 2048))));
    }

    [Fact]
    public void ADirectoryHasToBeSearchable()
    {
        _tree.Directory("/closed", FileMode.IrUgo | FileMode.IxUsr, owner: 7, group: 8).File("/closed/f");
        _tree.Context.Credentials = new Credentials(7, 1);
        Assert.NotNull(_tree.Find("closed/f"));

        foreach (Credentials other in new[] { new Credentials(1, 8), new Credentials(1, 1) })
        {
            _tree.Context.Credentials = other;
            Assert.Equal(Errno.EACCES, _tree.ErrorOf("closed/f"));
            Assert.Equal(Errno.EACCES, _tree.ErrorOf("closed/missing"));
            Assert.Equal(Errno.EACCES, _tree.ErrorOf("closed/.."));
            Assert.NotNull(_tree.Find("closed/"));
        }

        _tree.Context.Credentials = default;
        Assert.NotNull(_tree.Find("closed/f"));
    }

    [Fact]
    public void ParentsOfTheRootOfAProcessAreOutOfReach()
    {
        _tree.Context.Root = _tree.FindPlace("/d");
        _tree.Context.CurrentDirectory = _tree.Context.Root;

        Assert.Equal(_tree.Context.Root, _tree.FindPlace("/.."));
        Assert.Equal(_tree.Context.Root, _tree.FindPlace("e/../../.."));
        Assert.Equal(Errno.ENOENT, _tree.ErrorOf("up", Follow));
    }

    [Fact]
    public void WalkingAllocatesNothing()
    {
        byte[] path = TestTree.Bytes("/ld/../lld/../e/g");
        PathWalk.Resolve(_tree.Context, _tree.Context.Root, path, Follow, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PathWalk.Resolve(_tree.Context, _tree.Context.Root, path, Follow, out Location found);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotNull(found.Inode);
    }
}
