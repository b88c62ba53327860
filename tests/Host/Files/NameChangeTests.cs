using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Calls with two paths, and names that are too long, on trees that are read-only. What Linux answers was tried on Linux.</summary>
public sealed class NameChangeTests
{
    private readonly TestTree _tree = new TestTree().Directory("/d").File("/f").Link("/dangling", "missing").Directory("/dev");

    public NameChangeTests()
    {
        DirectoryInode devices = DeviceTreeOf(_tree);
        _tree.Mount("/dev", devices);
    }

    [Theory]
    [InlineData("f", "new", 0, Errno.EROFS)]
    [InlineData("missing", "new", 0, Errno.EROFS)]
    [InlineData("f", "d", 0, Errno.EROFS)]
    [InlineData("", "new", 0, Errno.ENOENT)]
    [InlineData("f", "", 0, Errno.ENOENT)]
    [InlineData("x/f", "f/x", 0, Errno.ENOENT)]
    [InlineData("f/x", "x/f", 0, Errno.ENOTDIR)]
    [InlineData(".", "new", 0, Errno.EBUSY)]
    [InlineData("/", "new", 0, Errno.EBUSY)]
    [InlineData("f", "d/..", 0, Errno.EBUSY)]
    [InlineData("f", "d/..", 1, Errno.EEXIST)]
    [InlineData("f", "/dev/new", 0, Errno.EXDEV)]
    [InlineData("/dev/.", "new", 0, Errno.EXDEV)]
    [InlineData("x/f", "new", 8, Errno.EINVAL)]
    [InlineData("x/f", "new", 3, Errno.EINVAL)]
    [InlineData("x/f", "new", 6, Errno.EINVAL)]
    [InlineData("f", "d", 2, Errno.EROFS)]
    public void Renaming(string from, string to, uint flags, Errno expected) =>
        Assert.Equal(
            expected,
            PathCalls.Rename(
                _tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(from), PathLimits.AtFdCwd, TestTree.Bytes(to), (RenameFlags)flags));

    [Theory]
    [InlineData("f", "new", AtFlags.None, Errno.EROFS)]
    [InlineData("f", "d", AtFlags.None, Errno.EEXIST)]
    [InlineData("f", "new/", AtFlags.None, Errno.ENOENT)]
    [InlineData("missing", "d", AtFlags.None, Errno.ENOENT)]
    [InlineData("dangling", "new", AtFlags.None, Errno.EROFS)]
    [InlineData("dangling", "new", AtFlags.SymlinkFollow, Errno.ENOENT)]
    [InlineData("", "new", AtFlags.None, Errno.ENOENT)]
    [InlineData("", "new", AtFlags.EmptyPath, Errno.EROFS)]
    [InlineData("x", "new", AtFlags.SymlinkNoFollow, Errno.EINVAL)]
    [InlineData("f", "/dev/new", AtFlags.None, Errno.EROFS)]
    public void Linking(string from, string to, AtFlags flags, Errno expected) =>
        Assert.Equal(
            expected,
            PathCalls.Link(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(from), PathLimits.AtFdCwd, TestTree.Bytes(to), flags));

    [Theory]
    [InlineData("", "x/y", Errno.ENOENT)]
    [InlineData("t", "f", Errno.EEXIST)]
    [InlineData("t", "f/x", Errno.ENOTDIR)]
    [InlineData("t", "new", Errno.EROFS)]
    public void MakingALink(string target, string path, Errno expected) =>
        Assert.Equal(
            expected, PathCalls.CreateLink(_tree.Context, TestTree.Bytes(target), PathLimits.AtFdCwd, TestTree.Bytes(path)));

    [Fact]
    public void ANameThatIsTooLongMattersOnlyWhereItIsLookedUp()
    {
        byte[] name = TestTree.Bytes(new string('n', 256));
        byte[] below = TestTree.Bytes(new string('n', 256) + "/x");

        Assert.Equal(Errno.ENAMETOOLONG, PathCalls.MakeDirectory(_tree.Context, PathLimits.AtFdCwd, name, FileMode.IrwxUgo));
        Assert.Equal(Errno.EROFS, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, name));
        Assert.Equal(Errno.EROFS, PathCalls.RemoveDirectory(_tree.Context, PathLimits.AtFdCwd, name));
        Assert.Equal(Errno.ENAMETOOLONG, PathCalls.Unlink(_tree.Context, PathLimits.AtFdCwd, below));
        Assert.Equal(
            Errno.EROFS, PathCalls.Rename(_tree.Context, PathLimits.AtFdCwd, name, PathLimits.AtFdCwd, name, RenameFlags.None));
    }

    private static DirectoryInode DeviceTreeOf(TestTree tree) =>
        Core.Files.Devices.DeviceTree.Create(new FileSystem("devtmpfs", 6, isReadOnly: true), tree.Devices);
}
