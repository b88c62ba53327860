using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>What the kernel says with <c>log=debug</c> of what its programs took and left.</summary>
/// <param name="FramesBefore">Frames in use before the first program.</param>
/// <param name="FramesAfter">Frames in use after it.</param>
/// <param name="HeapBefore">Bytes of live objects before it.</param>
/// <param name="HeapAfter">Bytes of live objects after it.</param>
/// <param name="Allocated">Bytes of heap that were allocated meanwhile.</param>
/// <param name="Others">Processes that were left when it ended.</param>
internal sealed partial record MemoryUse(
    long FramesBefore, long FramesAfter, long HeapBefore, long HeapAfter, long Allocated, long Others)
{
    /// <summary>How much more live heap there is afterwards: what the kernel makes at the first use of something is in it.</summary>
    internal long HeapGrowth => HeapAfter - HeapBefore;

    /// <summary>Reads the report of a boot, and fails when there is none, or processes, threads or groups are left at the end.</summary>
    internal static MemoryUse Of(BootResult boot)
    {
        Match use = Find(boot, InUse());
        return new MemoryUse(
            Number(use, "before"), Number(use, "after"), Number(use, "live"), Number(use, "left"),
            Number(Find(boot, TakenFromHeap()), "allocated"), Number(Find(boot, Left()), "others"));
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
    private static partial Regex TakenFromHeap();

    [GeneratedRegex(@"processes: (?<others>\d+) besides init when that ended, then 0, with 0 threads in 0 groups")]
    private static partial Regex Left();
}
