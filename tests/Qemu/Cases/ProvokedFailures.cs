using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// Each way for the kernel to die is provoked: it says why, shows the C# methods with file and line that led there, and
/// ends QEMU with the status of this kind of death.
/// </summary>
public sealed partial class ProvokedFailures
{
    [Theory]
    [InlineData("uncaught", (int)QemuExit.UnhandledException, "unhandled exception")]
    [InlineData("finalizer", (int)QemuExit.UnhandledException, "unhandled exception: System.InvalidOperationException: provoked")]
    [InlineData("failfast", (int)QemuExit.Panic, "fail fast")]
    [InlineData("pagefault", (int)QemuExit.Panic, "page fault")]
    [InlineData("gp", (int)QemuExit.Panic, "general protection")]
    [InlineData("doublefault", (int)QemuExit.DoubleFault, "double fault")]
    [InlineData("stackoverflow", (int)QemuExit.DoubleFault, "stack overflow")]
    [InlineData("oom", (int)QemuExit.OutOfMemory, "out of memory")]
    [InlineData("assert", (int)QemuExit.Panic, "assert")]
    public async Task EndsWithItsReason(string failure, int status, string reason)
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, CommandLine = $"exit=qemu provoke={failure}" });

        result.MustExitWith((QemuExit)status);
        result.MustSay(reason);
        result.Must(
            result.Log.Lines.Any(static line => MethodWithLine().IsMatch(line)),
            "expected a backtrace with a C# method, its file and line");
    }

    [Theory]
    [InlineData("pagefault", "CR2")]
    [InlineData("pagefault", "write")]
    [InlineData("gp", "RIP")]
    [InlineData("gp", "RSP")]
    [InlineData("stackoverflow", "CR2")]
    public async Task ShowsTheMachinesState(string failure, string detail)
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, CommandLine = $"exit=qemu provoke={failure}" });

        result.MustSay(detail);
    }

    [Fact]
    public async Task AnUnknownProvocationIsNotASuccess()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, CommandLine = "exit=qemu provoke=nosuchthing" });

        result.Must(result.ExitCode is not null and not (int)QemuExit.Success, "expected a failure");
        result.MustSay("nosuchthing");
    }

    /// <summary>A line of a backtrace, such as <c>at Lodestar.Core.Main.Run() in kernel/Core/Main.cs:line 12</c>.</summary>
    [GeneratedRegex(@"\bLodestar\.[\w.+<>`|]+.*\b(kernel|tests)/[\w/.]+\.cs:(line )?\d+")]
    private static partial Regex MethodWithLine();
}
