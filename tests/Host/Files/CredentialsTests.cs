using Lodestar.Core.Files;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>Who belongs to which groups.</summary>
public sealed class CredentialsTests
{
    [Fact]
    public void FurtherGroupsCountLikeTheOwnOne()
    {
        Credentials user = new(1000, 100) { OtherGroups = new GroupList([30, 10, 20, 10]) };
        Assert.All((uint[])[100, 10, 20, 30], group => Assert.True(user.IsMemberOf(group)));
        Assert.All((uint[])[0, 15, 1000], group => Assert.False(user.IsMemberOf(group)));
        Assert.Equal([10U, 10, 20, 30], user.OtherGroups.Groups);
    }

    [Fact]
    public void ThereNeedNotBeAny()
    {
        Credentials user = new(1000, 100);
        Assert.Empty(user.OtherGroups.Groups);
        Assert.True(user.IsMemberOf(100));
        Assert.False(user.IsMemberOf(10));
        Assert.Equal(user, user with { UserId = 1000 });
    }
}
