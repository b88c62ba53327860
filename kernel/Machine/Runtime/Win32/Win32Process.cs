using System.Runtime;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>The end of everything, and randomness.</summary>
internal static unsafe class Win32Process
{
    private const int NtStatusSuccess = 0;

    /// <summary>The last thing that Environment.FailFast and a failed Debug.Assert do; their text is in the log already.</summary>
    [RuntimeExport("RaiseFailFastException")]
    private static void RaiseFailFastException(void* exceptionRecord, void* context, uint flags) =>
        Panic.Stop("fail fast (the reason is in the line above)");

    /// <summary>Random bytes for hash seeds and Random: RDRAND where the CPU has it, mixed with the time stamp counter.</summary>
    [RuntimeExport("BCryptGenRandom")]
    private static int GenerateRandom(void* algorithm, byte* buffer, uint length, uint flags)
    {
        RuntimePlatform.FillRandom(buffer, length);
        return NtStatusSuccess;
    }
}
