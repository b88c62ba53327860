using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>What a program learns of the system and of itself.</summary>
internal static class EnvironmentPart
{
    public static Task Run()
    {
        Output.Show("home", Environment.GetEnvironmentVariable("HOME"));
        Output.Show("variables", string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal)));
        Environment.SetEnvironmentVariable("TOUR", "here");
        Output.Show("own variable", Environment.ExpandEnvironmentVariables("%TOUR%"));
        Output.Show("directory", Environment.CurrentDirectory);
        Output.Show("user", Environment.UserName);
        Output.Show("platform", $"{Environment.OSVersion.Platform} {RuntimeInformation.OSArchitecture} {Environment.Is64BitProcess}");
        Output.Show("page", Environment.SystemPageSize);
        Output.Show("standard streams", $"{Console.IsInputRedirected} {Console.IsOutputRedirected} {Console.IsErrorRedirected}");
        Output.Check("the program has a path", File.Exists(Environment.ProcessPath));
        Output.Check("it has an id", Environment.ProcessId > 0);
        Output.Check("there is a CPU", Environment.ProcessorCount > 0);
        Output.Check("the machine has a name", Environment.MachineName.Length > 0);
        Output.Check("memory is known", GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 16 << 20);
        Output.Check("the working set is known", Environment.WorkingSet > 0);
        Output.Check("it is after 2020", DateTime.UtcNow.Year > 2020);
        long start = Stopwatch.GetTimestamp();
        Output.Check("time passes", Stopwatch.GetTimestamp() >= start && Environment.TickCount64 > 0);
        Output.Show("local time", TimeZoneInfo.Local.BaseUtcOffset);
        return Task.CompletedTask;
    }
}
