using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>What is asked before a file system without extended attributes is: xattr_permission in Linux.</summary>
public sealed class ExtendedAttributeTests
{
    private readonly TestTree _tree = new TestTree(isReadOnly: false)
        .File("/f", permissions: FileMode.IrUgo, owner: 5).Directory("/d", FileMode.IrwxUgo | FileMode.IsVtx, owner: 5)
        .Special("/null", FileMode.IfChr, 1, 3);

    [Theory]
    [InlineData("/f", "user.a", 5, Errno.EOPNOTSUPP, Errno.EACCES)]
    [InlineData("/f", "user.a", 0, Errno.EOPNOTSUPP, Errno.EOPNOTSUPP)]
    [InlineData("/d", "user.a", 6, Errno.EOPNOTSUPP, Errno.EPERM)]
    [InlineData("/d", "user.a", 5, Errno.EOPNOTSUPP, Errno.EOPNOTSUPP)]
    [InlineData("/null", "user.a", 0, Errno.ENODATA, Errno.EPERM)]
    [InlineData("/f", "trusted.a", 5, Errno.ENODATA, Errno.EPERM)]
    [InlineData("/f", "trusted.a", 0, Errno.EOPNOTSUPP, Errno.EOPNOTSUPP)]
    [InlineData("/f", "security.a", 5, Errno.EOPNOTSUPP, Errno.EPERM)]
    [InlineData("/f", "security.a", 0, Errno.EOPNOTSUPP, Errno.EOPNOTSUPP)]
    [InlineData("/f", "system.posix_acl_access", 6, Errno.EOPNOTSUPP, Errno.EOPNOTSUPP)]
    public void NamesAskForDifferentRights(string path, string name, uint user, Errno read, Errno written)
    {
        Location file = _tree.FindPlace(path);
        _tree.Context.Credentials = new Credentials(user, 1);
        Assert.Equal(read, PathCalls.GetAttribute(_tree.Context, file, TestTree.Bytes(name)));
        Assert.Equal(written, PathCalls.ChangeAttribute(_tree.Context, file, TestTree.Bytes(name)));
    }
}
