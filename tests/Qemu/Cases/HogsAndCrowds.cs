using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>
/// Processes that take too much, that are too many, and that are killed wherever they wait: the others go on, and nothing is left of them.
/// </summary>
public sealed class HogsAndCrowds
{
    /// <summary>Small enough for a hog to take it soon.</summary>
    private const int MachineOfHogs = 64;

    private const string Ended = ", who asks: 0x0, the hog: 0x9, who waits: 0x0";

    [Fact]
    public async Task WhenMemoryIsOutTheLargestIsEndedAndTheOthersGoOn()
    {
        (BootResult boot, string output) = await Run("/bin/hogs", MachineOfHogs);

        string[] asked =
        [
            "faults", "copies", "pipes", "children", "faults, shared memory", "copies, shared memory", "children, shared memory",
        ];
        string[] lines =
        [
            .. asked.Select(static name => name + Ended), "faults, a hog that is spared, who asks: 0x9, the hog: 0x0, who waits: 0x0",
            "files" + Ended, "",
        ];
        Assert.Equal(string.Join('\n', lines), output);
        Assert.Equal(asked.Length + 1, boot.Log.Lines.Count(static line => line.Contains(" (hog) is killed: out of memory: it has ")));
        Assert.Single(boot.Log.Lines, static line => line.Contains(" (hogs) is killed: out of memory: it has "));
        MemoryUse use = MemoryUse.Of(boot);
        Assert.Equal(use.FramesBefore, use.FramesAfter);
        Assert.Equal(0, use.Others);
    }

    [Theory]
    [InlineData("kills")]
    [InlineData("thousand")]
    public async Task ARoundIsAsOnLinuxAndThreeLeaveAsMuch(string program)
    {
        ProgramRun host = await HostLinux.Run($"/bin/{program} 1", typed: null, Repository.TreeOf(null));

        await ThreeRoundsLeaveAsMuchAsOne(program, host.Output);
    }

    [Fact]
    public Task AUserHasAsManyProcessesAndPipesAsTheLimitsSay() => ThreeRoundsLeaveAsMuchAsOne(
        "crowds",
        "the last fork: EAGAIN\nkill: 0\nprocesses that were waited for: 50\nthe next wait: ECHILD\n"
        + "pipes: 10029\nthe next one: EMFILE\nbytes that are lost or wrong: 0\n");

    private static async Task ThreeRoundsLeaveAsMuchAsOne(string program, string round)
    {
        (BootResult one, string first) = await Run($"/bin/{program} 1");
        (BootResult three, string all) = await Run($"/bin/{program} 3");

        Assert.Equal(round, first);
        Assert.Equal(round + round + round, all);
        MemoryUse few = MemoryUse.Of(one);
        MemoryUse many = MemoryUse.Of(three);
        Assert.Equal(few.FramesBefore, few.FramesAfter);
        Assert.Equal(many.FramesBefore, many.FramesAfter);
        Assert.Equal(few.HeapGrowth, many.HeapGrowth);
        Assert.Equal(0, few.Others);
        Assert.Equal(0, many.Others);
    }

    private static async Task<(BootResult Boot, string Output)> Run(string command, int memory = 256)
    {
        ProgramBoot boot = await ProgramBoot.Run(
            "/init " + command, new QemuOptions { Image = Repository.Kernel, MemoryMiB = memory }, "log=debug");
        boot.MustHaveEnded();
        boot.Boot.Must(boot.Program!.Status == 0, $"expected status 0 of the program, which said:\n{boot.Program.Report()}");
        return (boot.Boot, boot.Program.Output);
    }
}
