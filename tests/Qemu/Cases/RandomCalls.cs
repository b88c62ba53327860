using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Random system calls, as <c>make fuzz</c> makes them: the kernel outlives them, and gets all its memory back.</summary>
public sealed partial class RandomCalls
{
    /// <summary>A million calls take ten seconds or twenty; this is for a loaded host.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("qemu64", 1, 1_000_000)]
    [InlineData("max", 2, 250_000)]
    public async Task LeaveTheKernelWhole(string cpu, int seed, int count)
    {
        BootResult result = await Fuzz(cpu, seed, count);
        Match match = result.Log.Lines.Select(static line => Memory().Match(line)).FirstOrDefault(static match => match.Success) ?? Match.Empty;

        result.Must(match.Success, "expected the line about memory before and after the program");
        Assert.Equal(match.Groups[1].Value, match.Groups[2].Value);
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

    [GeneratedRegex(@"memory: (\d+) frames .* before init, (\d+) frames")]
    private static partial Regex Memory();
}
