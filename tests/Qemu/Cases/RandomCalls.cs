using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Random system calls of several processes, as <c>make fuzz</c> makes them: the kernel outlives them, and gets all its memory back.</summary>
public sealed partial class RandomCalls
{
    /// <summary>Some ten thousand calls take ten seconds or twenty; this is for a loaded host.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Time is counted in instructions, and does not pass while the host is busy: the same seed gives the same run.</summary>
    private static readonly string[] CountedTime = ["-icount", "shift=0,sleep=off", "-seed", "1", "-rtc", "base=2026-01-01,clock=vm"];

    [Theory]
    [InlineData("qemu64", 1, 100_000)]
    [InlineData("max", 2, 50_000)]
    public async Task LeaveTheKernelWhole(string cpu, int seed, int count)
    {
        BootResult result = await Fuzz(cpu, seed, count);
        Match match = Find(result, Memory());

        result.Must(match.Success, "expected the line about memory before and after the program");
        Assert.Equal(match.Groups[1].Value, match.Groups[2].Value);
        result.Must(!Find(result, Failure()).Success, "expected no failure in the kernel");
    }

    private static async Task<BootResult> Fuzz(string cpu, int seed, int count)
    {
        QemuOptions options = new() { Image = Repository.Kernel, Cpu = cpu, TimeLimit = TimeLimit, Extra = CountedTime };
        ProgramBoot boot = await ProgramBoot.Run($"/bin/fuzz {seed} {count}", options, "log=debug");
        boot.MustHaveEnded();
        boot.Boot.Must(boot.Program!.Status == 0, $"expected status 0 of the program, which said:\n{boot.Program.Report()}");
        Match calls = Calls().Match(boot.Program.Output);
        boot.Boot.Must(
            calls.Success && int.Parse(calls.Groups[1].ValueSpan, CultureInfo.InvariantCulture) >= count, "expected the number of calls");
        boot.Boot.Must(boot.Program.Output.Contains("processes: 1\n", StringComparison.Ordinal), "expected that no process is left but the first");
        return boot.Boot;
    }

    private static Match Find(BootResult result, Regex expression) =>
        result.Log.Lines.Select(line => expression.Match(line)).FirstOrDefault(static match => match.Success) ?? Match.Empty;

    [GeneratedRegex(@"memory: (\d+) frames .* before init, (\d+) frames")]
    private static partial Regex Memory();

    [GeneratedRegex("has failed in the kernel")]
    private static partial Regex Failure();

    [GeneratedRegex(@"^calls: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
