using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Random system calls, as <c>make fuzz</c> makes them: the kernel outlives them, and gets all its memory back.</summary>
public sealed partial class RandomCalls
{
    private const int Few = 1_000;

    /// <summary>Page tables of the kernel's heap, which is larger while there are more calls, and keeps them.</summary>
    private const int PageTables = 4;

    /// <summary>A million calls take ten seconds or twenty; this is for a loaded host.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("qemu64", 1, 1_000_000)]
    [InlineData("max", 2, 250_000)]
    public async Task LeaveTheKernelWhole(string cpu, int seed, int count)
    {
        long fewFrames = Leftover(await Fuzz(cpu, seed, Few));
        long manyFrames = Leftover(await Fuzz(cpu, seed, count));

        Assert.True(manyFrames <= fewFrames + PageTables, $"{manyFrames} frames were left behind; after {Few} calls it was {fewFrames}");
    }

    private static async Task<BootResult> Fuzz(string cpu, int seed, int count)
    {
        ProgramBoot boot = await ProgramBoot.Run(
            $"/bin/fuzz {seed} {count}", new QemuOptions { Image = Repository.Kernel, Cpu = cpu, TimeLimit = TimeLimit }, "log=debug");
        boot.MustHaveEnded();
        boot.Boot.Must(boot.Program!.Status == 0, $"expected status 0 of the program, which said:\n{boot.Program.Report()}");
        boot.Boot.Must(boot.Program.Output.Contains($"calls: {count}\n", StringComparison.Ordinal), "expected the number of calls");
        return boot.Boot;
    }

    /// <summary>Frames in use after the program that were not before.</summary>
    private static long Leftover(BootResult result)
    {
        Match match = result.Log.Lines.Select(static line => Memory().Match(line)).FirstOrDefault(static match => match.Success) ?? Match.Empty;
        result.Must(match.Success, "expected the line about memory before and after the program");
        return long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) - long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"memory: (\d+) frames .* before init, (\d+) frames")]
    private static partial Regex Memory();
}
