using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// What programs take of the kernel's memory comes back, to the last frame, and calls that need none take none.
/// </summary>
public sealed class MemoryOfPrograms
{
    private const int Killed = 128 + 9;

    /// <summary>The programs are to come to the end of it soon.</summary>
    private const int SmallMachine = 48;

    /// <summary>Programs have had all frames that are not the kernel's reserve.</summary>
    private const string OutOfMemory = "process 1 (exhaust) is killed: out of memory";

    /// <summary>The kernel's own heap was at its end, in the middle of a call: one object was larger than the reserve.</summary>
    private const string FailedInTheKernel = "process 1 is killed: rt_sigqueueinfo has failed in the kernel";

    [Theory]
    [InlineData("pages", OutOfMemory)]
    [InlineData("page-tables", OutOfMemory)]
    [InlineData("copies", OutOfMemory)]
    [InlineData("signals", FailedInTheKernel)]
    [InlineData("signals 300", OutOfMemory)]
    [InlineData("areas", OutOfMemory)]
    [InlineData("areas 300", OutOfMemory)]
    [InlineData("files", OutOfMemory)]
    [InlineData("files 300", OutOfMemory)]
    [InlineData("pipes", OutOfMemory)]
    public async Task AProgramThatTakesAllMemoryIsKilledAndNothingElse(string way, string reason)
    {
        BootResult boot = await Run("/bin/exhaust " + way, Killed, SmallMachine);

        boot.MustSay(reason);
        MemoryUse use = MemoryUse.Of(boot);
        Assert.Equal(use.FramesBefore, use.FramesAfter);
    }

    [Fact]
    public async Task TheFailureOfACallForWantOfMemoryIsReportedWithItsStack()
    {
        BootResult boot = await Run("/bin/exhaust signals", Killed, SmallMachine);

        boot.MustSay("System.OutOfMemoryException");
        boot.MustSay("Lodestar.Core.Syscalls.SyscallContext.Syscall");
    }

    [Fact]
    public async Task CallsThatNeedNoMemoryTakeNone()
    {
        MemoryUse few = MemoryUse.Of(await Run("/bin/steady 1000", status: 0));
        MemoryUse many = MemoryUse.Of(await Run("/bin/steady 200000", status: 0));

        Assert.Equal(few.Allocated, many.Allocated);
        Assert.Equal(many.FramesBefore, many.FramesAfter);
    }

    [Fact]
    public async Task AMillionCallsOfEachOperationLeaveFramesAndHeapAsAThousandDo()
    {
        MemoryUse few = MemoryUse.Of(await Run("/bin/syscalls check 0001000", status: 0));
        MemoryUse many = MemoryUse.Of(await Run("/bin/syscalls check 1000000", status: 0));

        Assert.Equal(many.FramesBefore, many.FramesAfter);
        Assert.Equal(few.HeapGrowth, many.HeapGrowth);
    }

    private static async Task<BootResult> Run(string command, int status, int memory = 256)
    {
        ProgramBoot boot = await ProgramBoot.Run(
            command, new QemuOptions { Image = Repository.Kernel, MemoryMiB = memory, TimeLimit = System.TimeSpan.FromMinutes(5) }, "log=debug");
        boot.MustHaveEnded();
        boot.Boot.Must(boot.Program!.Status == status, $"expected status {status} of the program, which said:\n{boot.Program.Report()}");
        return boot.Boot;
    }
}
