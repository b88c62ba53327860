using System.Collections.Generic;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files.Pipes;

/// <summary>
/// The pages that pipes have bytes in. A pipe that is empty has none; a few are kept for the next write, as long as there are pipes.
/// </summary>
internal static class PipePages
{
    /// <summary>Pages that are kept: what two full pipes of the default size have.</summary>
    private const int MostFree = 32;

    private static readonly Stack<MemoryPage> s_free = new(MostFree);
    private static int s_pipes;

    /// <summary>Counts a pipe.</summary>
    internal static void AddPipe() => s_pipes++;

    /// <summary>Counts a pipe less.</summary>
    internal static void RemovePipe()
    {
        if (--s_pipes == 0)
        {
            while (s_free.TryPop(out MemoryPage? page))
            {
                page.Release();
            }
        }
    }

    /// <summary>A page, with any content; null when memory is out.</summary>
    internal static MemoryPage? TryTake() => s_free.TryPop(out MemoryPage? page) ? page : MemoryPage.TryAllocate();

    /// <summary>Nobody uses the page any more.</summary>
    internal static void Return(MemoryPage page)
    {
        if (s_free.Count < MostFree)
        {
            s_free.Push(page);
        }
        else
        {
            page.Release();
        }
    }
}
