using System.Runtime;

namespace Lodestar.Userland;

/// <summary>The Win32 names of CoreLib's platform layer that only a process can have; the others are the shared runtime's.</summary>
internal static class Win32Exit
{
    /// <summary>The end of <see cref="System.Environment.Exit"/>.</summary>
    [RuntimeExport("ExitProcess")]
    private static void ExitProcess(uint status) => LinuxCalls.Exit((int)status);
}
