using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Discovery;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What the kernel's command line does.</summary>
public sealed class CommandLine
{
    [Theory]
    [InlineData("exit=qemu frobnicate", "frobnicate")]
    [InlineData("frobnicate=yes exit=qemu", "frobnicate")]
    [InlineData("exit=qemu log=verbose", "verbose")]
    public async Task AnUnknownWordIsNamedAndIgnored(string commandLine, string word)
    {
        BootResult result = await Boot(commandLine);

        result.MustExitWith(QemuExit.Success);
        result.MustSay(word);
    }

    [Fact]
    public async Task TheLogLevelDecidesWhatIsSaid()
    {
        BootResult debug = await Boot("exit=qemu log=debug");
        BootResult info = await Boot("exit=qemu log=info");
        BootResult error = await Boot("exit=qemu log=error");

        debug.MustSay(KernelLog.EndOfBoot);
        info.MustSay(KernelLog.EndOfBoot);
        debug.Must(debug.Log.Lines.Count > info.Log.Lines.Count, "expected more lines with log=debug than with log=info");
        error.MustExitWith(QemuExit.Success);
        error.Must(
            !error.Log.Lines.Any(static line => line.Contains(KernelLog.EndOfBoot, StringComparison.Ordinal)),
            "expected no word about a boot that went well with log=error");
    }

    [Fact]
    public async Task APrefixChoosesTests()
    {
        string prefix = GuestTestList.RingZero[0].Name.Split('.')[0] + ".";
        string[] chosen = [.. GuestTestList.RingZero
            .Where(test => test.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(static test => test.Name)];

        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, CommandLine = $"exit=qemu test={prefix}" });

        string[] begun = [.. result.Log.Lines
            .Where(static line => line.StartsWith("TEST ", StringComparison.Ordinal)).Select(static line => line[5..])];
        result.Must(begun.Length > 0 && !begun.Except(chosen).Any(), $"expected only tests of {prefix}");
        result.MustExitWith(QemuExit.Success);
    }

    [Fact]
    public async Task WithoutTheExitOptionTheMachineStaysUp()
    {
        bool? running = null;
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, CommandLine = "log=info" },
            static line => line.Contains(KernelLog.EndOfBoot, StringComparison.Ordinal),
            async monitor =>
            {
                JsonNode? status = await monitor.Execute("query-status", null, CancellationToken.None);
                running = status?["running"]?.GetValue<bool>();
            });

        result.Must(result.ExitCode is null && running == true, "expected a machine that is still running after its boot");
    }

    private static Task<BootResult> Boot(string commandLine) =>
        QemuMachine.Boot(new QemuOptions { Image = Repository.Kernel, CommandLine = commandLine });
}
