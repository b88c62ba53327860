using System;
using Lodestar.Core.Files.Proc;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>The times of /proc/stat.</summary>
public sealed class TimeSharesTests
{
    [Fact]
    public void TimeIsSharedAsTheTicksSay()
    {
        TimeShares shares = default;
        shares.Update(1000, 3, 1);
        Assert.Equal((750, 250), (shares.User, shares.Kernel));
        shares.Update(2000, 3, 5);
        Assert.Equal((750, 1250), (shares.User, shares.Kernel));

        // without a new tick as all ticks before
        shares.Update(2800, 3, 5);
        Assert.Equal((1050, 1750), (shares.User, shares.Kernel));
    }

    [Fact]
    public void NoPartEverBecomesLess()
    {
        Random random = new(4);
        TimeShares shares = default;
        (long busy, long user, long kernel) = (0, 0, 0);
        for (int i = 0; i < 10_000; i++)
        {
            (long userBefore, long kernelBefore) = (shares.User, shares.Kernel);
            busy += random.Next(1000);
            user += random.Next(3);
            kernel += random.Next(3);
            shares.Update(busy, user, kernel);
            Assert.True(shares.User >= userBefore && shares.Kernel >= kernelBefore);
            Assert.Equal(busy, shares.User + shares.Kernel);
        }
    }
}
