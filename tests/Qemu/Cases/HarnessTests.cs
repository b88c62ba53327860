using System;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Lodestar.Qemu.Tests.Stub;
using Xunit;
using Xunit.Sdk;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The harness itself, over a guest of twenty instructions: what it says when something goes wrong is true.</summary>
public sealed class HarnessTests(StubImage stub) : IClassFixture<StubImage>
{
    [Fact]
    public async Task AnEndIsSeenWithItsStatusAndLog()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions { Image = stub.Path, CommandLine = "x ends" });

        result.MustExitWith(QemuExit.Success);
        result.MustSay("x ends");
    }

    [Fact]
    public async Task AHangIsReportedWithThePlaceAndTheLog()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = stub.Path, CommandLine = "hangs", TimeLimit = TimeSpan.FromSeconds(2) });

        FailException failure = Assert.Throws<FailException>(() => result.MustExitWith(QemuExit.Success));
        Assert.Contains("spin_forever+0x0", failure.Message, StringComparison.Ordinal);
        Assert.Contains("hangs", failure.Message, StringComparison.Ordinal);
        Assert.Contains("EIP=", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALastLineEndsTheMachineFromOutside()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = stub.Path, CommandLine = "last line" }, line => line == "last line");

        Assert.Null(result.ExitCode);
        Assert.Null(result.Hang);
    }

    [Fact]
    public async Task AMissingLineIsReportedWithTheLog()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions { Image = stub.Path, CommandLine = "x says this" });

        FailException failure = Assert.Throws<FailException>(() => result.MustSay("says that"));
        Assert.Contains("x says this", failure.Message, StringComparison.Ordinal);
    }
}
