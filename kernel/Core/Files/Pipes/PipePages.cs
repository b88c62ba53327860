using System.Collections.Generic;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files.Pipes;

/// <summary>The pages that pipes have bytes in. A pipe that is empty has none; a few are kept for the next write.</summary>
internal static class PipePages
{
    /// <summary>Pages that are kept: what two full pipes of the default size have.</summary>
    private const int MostFree = 32;

    private static readonly Stack<byte[]> s_free = new(MostFree);

    /// <summary>A page, with any content.</summary>
    internal static byte[] Take() => s_free.TryPop(out byte[]? page) ? page : new byte[Page.Size];

    /// <summary>Nobody uses the page any more.</summary>
    internal static void Return(byte[] page)
    {
        if (s_free.Count < MostFree)
        {
            s_free.Push(page);
        }
    }
}
