using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>C# programs of ring 3: what they get, and each way to end.</summary>
public sealed class ManagedPrograms
{
    private const int Aborted = 128 + 6;
    private const int SegmentationFault = 128 + 11;

    [Theory]
    [InlineData("/bin/hello-managed")]
    [InlineData("/bin/hello-managed \"a b\" ö")]
    [InlineData("/bin/runtime-tests Clock")]
    [InlineData("/bin/runtime-tests --nosuchoption")]
    [InlineData("/bin/runtime-tests --provoke=exit")]
    [InlineData("/bin/runtime-tests --provoke=unhandled")]
    [InlineData("/bin/runtime-tests --provoke=failfast")]
    [InlineData("/bin/runtime-tests --provoke=stackoverflow")]
    [InlineData("/bin/runtime-tests --provoke=wildread")]
    [InlineData("/bin/runtime-tests --provoke=deadlock")]
    public Task IsAsOnLinux(string command) =>
        ProgramBoot.MustBeAsOnLinux(command, new QemuOptions { Image = Repository.Kernel });

    [Theory]
    [InlineData("exit", 42, "")]
    [InlineData("unhandled", Aborted, "Unhandled exception. System.InvalidOperationException: provoked")]
    [InlineData("unhandled", Aborted, "Lodestar.ProcessTests.Provocation.Run(string) in userland/managed/ProcessTests/Provocation.cs:line ")]
    [InlineData("failfast", Aborted, "Process terminated. provoked")]
    [InlineData("stackoverflow", Aborted, "fatal: stack overflow in Lodestar.ProcessTests.Provocation.Descend(int)")]
    [InlineData("wildread", SegmentationFault, "fatal: fault in Lodestar.ProcessTests.Provocation.ReadNowhere(int[])")]
    [InlineData("deadlock", Aborted, "fatal: deadlock")]
    [InlineData("nosuchthing", 2, "usage: runtime-tests")]
    public async Task EndsWithItsReason(string provocation, int status, string reason)
    {
        ProgramRun run = await HostLinux.Run($"/bin/runtime-tests --provoke={provocation}");
        Assert.Equal(status, run.Status);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
    }

    /// <summary>On the host only: nobody types on Lodestar's console.</summary>
    [Fact]
    public async Task ReadsTheLinesOfItsInput()
    {
        ProcessStartInfo start = new(Path.Combine(Repository.UserlandTree, "bin/hello-managed"), ["-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        await process.StandardInput.WriteAsync("Ada\n\nüber");
        process.StandardInput.Close();
        Assert.Equal(
            "Hello from ring 3, Ada!\nHello from ring 3, !\nHello from ring 3, über!\n", await process.StandardOutput.ReadToEndAsync());
    }
}
