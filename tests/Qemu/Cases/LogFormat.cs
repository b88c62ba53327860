using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What a line of the log looks like.</summary>
public sealed partial class LogFormat
{
    [Fact]
    public async Task LinesCarryATimeThatDoesNotRunBackwards()
    {
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, CommandLine = "exit=qemu log=debug" });

        List<double> times = [.. result.Log.Lines.Select(static line => Stamp().Match(line)).Where(static match => match.Success)
            .Select(static match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
        result.Must(times.Count > 1, "expected lines that begin with a time, such as [   0.012345]");
        result.Must(times.Zip(times.Skip(1)).All(static pair => pair.First <= pair.Second), "expected times that do not run backwards");
        result.Must(
            result.Log.Lines.Any(static line => Stamp().IsMatch(line) && line.EndsWith(KernelLog.EndOfBoot, StringComparison.Ordinal)),
            "expected a time on the last line of the boot");
    }

    /// <summary>Seconds since the boot with six decimals, in brackets.</summary>
    [GeneratedRegex(@"^\[ *(\d+\.\d{6})\] ")]
    private static partial Regex Stamp();
}
