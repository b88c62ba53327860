using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// What programs take of the kernel's memory comes back, to the last frame, and calls that need none take none.
/// </summary>
public sealed partial class MemoryOfPrograms
{
    private const int Killed = 128 + 9;

    /// <summary>The programs are to come to the end of it soon.</summary>
    private const int SmallMachine = 48;

    /// <summary>What is behind a page fault that nobody has memory for: the program's own, or a copy's to it.</summary>
    private const string OutOfMemory = "process 1 is killed: out of memory";

    /// <summary>The kernel's own heap was at its end, in the middle of a call.</summary>
    private const string FailedInTheKernel = "has failed in the kernel";

    [Theory]
    [InlineData("pages", OutOfMemory)]
    [InlineData("page-tables", OutOfMemory)]
    [InlineData("copies", OutOfMemory)]
    [InlineData("signals", FailedInTheKernel)]
    [InlineData("signals 0", FailedInTheKernel)]
    [InlineData("signals 16", FailedInTheKernel)]
    [InlineData("areas", FailedInTheKernel)]
    [InlineData("areas 16", FailedInTheKernel)]
    [InlineData("files", FailedInTheKernel)]
    [InlineData("files 1", FailedInTheKernel)]
    [InlineData("pipes", FailedInTheKernel)]
    public async Task AProgramThatTakesAllMemoryIsKilledAndNothingElse(string way, string reason)
    {
        BootResult boot = await Run("/bin/exhaust " + way, Killed, SmallMachine);

        boot.MustSay(reason);
        Use use = Measure(boot);
        Assert.Equal(use.FramesBefore, use.FramesAfter);
    }

    [Fact]
    public async Task TheFailureOfACallForWantOfMemoryIsReportedWithItsStack()
    {
        BootResult boot = await Run("/bin/exhaust files 1", Killed, SmallMachine);

        boot.MustSay("process 1 is killed: open has failed in the kernel");
        boot.MustSay("System.OutOfMemoryException");
        boot.MustSay("Lodestar.Core.Syscalls.SyscallContext.Syscall");
    }

    [Fact]
    public async Task CallsThatNeedNoMemoryTakeNone()
    {
        Use few = Measure(await Run("/bin/steady 1000", status: 0));
        Use many = Measure(await Run("/bin/steady 200000", status: 0));

        Assert.Equal(few.Allocated, many.Allocated);
        Assert.Equal(many.FramesBefore, many.FramesAfter);
    }

    [Fact]
    public async Task AMillionCallsOfEachOperationLeaveFramesAndHeapAsAThousandDo()
    {
        Use few = Measure(await Run("/bin/syscalls check 0001000", status: 0));
        Use many = Measure(await Run("/bin/syscalls check 1000000", status: 0));

        Assert.Equal(many.FramesBefore, many.FramesAfter);
        Assert.Equal(few.HeapAfter - few.HeapBefore, many.HeapAfter - many.HeapBefore);
    }

    private static async Task<BootResult> Run(string command, int status, int memory = 256)
    {
        ProgramBoot boot = await ProgramBoot.Run(
            command, new QemuOptions { Image = Repository.Kernel, MemoryMiB = memory, TimeLimit = System.TimeSpan.FromMinutes(5) }, "log=debug");
        boot.MustHaveEnded();
        boot.Boot.Must(boot.Program!.Status == status, $"expected status {status} of the program, which said:\n{boot.Program.Report()}");
        return boot.Boot;
    }

    private static Use Measure(BootResult boot)
    {
        Match use = Find(boot, InUse());
        return new Use(
            Number(use, "before"), Number(use, "after"), Number(use, "live"), Number(use, "left"),
            Number(Find(boot, Allocated()), "allocated"));
    }

    private static Match Find(BootResult boot, Regex line)
    {
        Match match = boot.Log.Lines.Select(text => line.Match(text)).FirstOrDefault(static match => match.Success) ?? Match.Empty;
        boot.Must(match.Success, $"expected a line like {line}");
        return match;
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"memory: (?<before>\d+) frames and (?<live>\d+) bytes of heap in use before init, "
        + @"(?<after>\d+) frames and (?<left>\d+) bytes after")]
    private static partial Regex InUse();

    [GeneratedRegex(@"memory: (?<allocated>\d+) bytes of heap were allocated while init ran")]
    private static partial Regex Allocated();

    private sealed record Use(long FramesBefore, long FramesAfter, long HeapBefore, long HeapAfter, long Allocated);
}
