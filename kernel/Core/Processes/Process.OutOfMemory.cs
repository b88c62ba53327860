using Lodestar.Core.Files.Pipes;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <content>What is to happen to it when memory is out.</content>
public sealed partial class Process
{
    /// <summary>Pages of a thread's stack in the kernel, and about what else there is of a thread.</summary>
    private const long PagesOfThread = 9;

    /// <summary>Bytes of the kernel's heap, about, that an area of memory, an open file and a waiting signal take.</summary>
    private const long BytesOfArea = 192;
    private const long BytesOfFile = 512;
    private const long BytesOfSignal = 160;

    /// <summary>
    /// How much rather (up to 1,000) or less (down to -1,000) than others it is ended: <c>/proc/[pid]/oom_score_adj</c>. Children inherit it.
    /// </summary>
    public int OutOfMemoryAdjustment { get; set; }

    /// <summary>What it takes of the memory.</summary>
    public ProcessMemory MeasureMemory()
    {
        if (_program is not { } program)
        {
            return default;
        }

        long bytes = (program.Memory.Areas.Count * BytesOfArea) + (Signals.Pending.Count * BytesOfSignal);
        foreach (Thread thread in _threads)
        {
            bytes += thread.Signals.Pending.Count * BytesOfSignal;
        }

        for (int descriptor = 0; descriptor < Files.Descriptors.Capacity; descriptor++)
        {
            if (Files.Descriptors.GetAny(descriptor) is { } file)
            {
                bytes += BytesOfFile;
                bytes += file is PipeFile { CanWrite: true } pipe ? pipe.Pipe.Ring.Length : 0;
            }
        }

        long kernel = (_threads.Count * PagesOfThread) + (bytes / (long)Page.Size);
        return new ProcessMemory(program.Pages.ResidentPages, program.Pages.Table.TablePages, kernel);
    }

    /// <summary>
    /// The process's place among those that could be ended (oom_badness in Linux's <c>mm/oom_kill.c</c>): its pages, and a
    /// thousandth of the machine's for each point of its adjustment.
    /// </summary>
    internal long OutOfMemoryScore(long machinePages) =>
        MeasureMemory().Total + (OutOfMemoryAdjustment * (machinePages / 1000));
}
