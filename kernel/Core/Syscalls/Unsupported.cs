using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Names in the log what Linux's calls can do and ours cannot: once for each call, so that no program can fill the log. The
/// program gets the errno that Linux gives where a file, a device or a configuration does not support it.
/// </summary>
internal static class Unsupported
{
    private static readonly HashSet<string> s_named = [];

    /// <summary>Names something that a program has asked for.</summary>
    /// <param name="call">The name of the call.</param>
    /// <param name="what">What is missing, such as a flag in Linux's spelling.</param>
    /// <param name="value">The argument that asked for it.</param>
    // Not inlined: the handlers that call it are short, and it is rarely called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Report(string call, string what, ulong value)
    {
        lock (s_named)
        {
            if (!s_named.Add(call))
            {
                return;
            }
        }

        KernelLog.Warning($"{call}: {what} (0x{value:x}) is not there");
    }
}
