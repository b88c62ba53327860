using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Who may become whom; the rules of <c>credentials(7)</c>, <c>setuid(2)</c>, <c>setreuid(2)</c>, <c>setresuid(2)</c>.</summary>
public sealed class UserIdentityTests
{
    private const uint Same = UserIdentity.Unchanged;
    private static readonly UserIdentity Three = new(1, 2, 3);

    [Fact]
    public void TheSuperuserBecomesSomebodyForGood()
    {
        Assert.Equal(Errno.None, new UserIdentity(0, 0, 0).Set(5, isSuperuser: true, out UserIdentity changed));
        Assert.Equal(new UserIdentity(5, 5, 5), changed);
        Assert.Equal(Errno.EPERM, changed.Set(0, isSuperuser: false, out _));
    }

    [Fact]
    public void MinusOneIsNobody() =>
        Assert.Equal(Errno.EINVAL, new UserIdentity(0, 0, 0).Set(Same, isSuperuser: true, out _));

    [Theory]
    [InlineData(1, Errno.None)]
    [InlineData(2, Errno.EPERM)]
    [InlineData(3, Errno.None)]
    [InlineData(4, Errno.EPERM)]
    public void OthersChangeTheirEffectiveIdBackAndForth(uint id, Errno error)
    {
        Assert.Equal(error, Three.Set(id, isSuperuser: false, out UserIdentity changed));
        Assert.Equal(Three with { Effective = id }, changed);
    }

    [Theory]
    [InlineData(Same, Same, Errno.None, 1, 2, 3)]
    [InlineData(2, 1, Errno.None, 2, 1, 1)]
    [InlineData(Same, 1, Errno.None, 1, 1, 3)]
    [InlineData(Same, 3, Errno.None, 1, 3, 3)]
    [InlineData(1, Same, Errno.None, 1, 2, 2)]
    [InlineData(3, Same, Errno.EPERM, 3, 2, 2)]
    [InlineData(Same, 4, Errno.EPERM, 1, 4, 4)]
    public void TheSavedIdFollowsTheRealOne(uint real, uint effective, Errno error, uint newReal, uint newEffective, uint newSaved)
    {
        Assert.Equal(error, Three.SetReal(real, effective, isSuperuser: false, out UserIdentity changed));
        Assert.Equal(new UserIdentity(newReal, newEffective, newSaved), changed);
        Assert.Equal(Errno.None, Three.SetReal(real, effective, isSuperuser: true, out _));
    }

    [Theory]
    [InlineData(3, 1, 2, Errno.None)]
    [InlineData(Same, 3, Same, Errno.None)]
    [InlineData(4, Same, Same, Errno.EPERM)]
    [InlineData(Same, 4, Same, Errno.EPERM)]
    [InlineData(Same, Same, 4, Errno.EPERM)]
    public void AnyOfTheThreeMayTakeAnother(uint real, uint effective, uint saved, Errno error)
    {
        Assert.Equal(error, Three.SetAll(real, effective, saved, isSuperuser: false, out _));
        Assert.Equal(Errno.None, Three.SetAll(real, effective, saved, isSuperuser: true, out _));
    }
}
