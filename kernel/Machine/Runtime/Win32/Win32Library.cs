using System;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>
/// Dynamic libraries: there are none, and CoreLib makes a DllNotFoundException of it. It looks for one function at run time instead
/// of importing it, the time of day; where the platform has one, the library it asks for is this one.
/// </summary>
internal static unsafe class Win32Library
{
    private const nint Kernel32 = 1;

    [RuntimeExport("LoadLibraryExW")]
    private static nint LoadLibraryEx(char* name, void* file, uint flags)
    {
        if (RuntimePlatform.HasTimeOfDay && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).SequenceEqual("kernel32.dll"))
        {
            return Kernel32;
        }

        return Win32Status.Fail(Win32Status.ModuleNotFound);
    }

    [RuntimeExport("GetProcAddress")]
    private static void* GetProcAddress(nint library, byte* name)
    {
        if (library == Kernel32
            && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).SequenceEqual("GetSystemTimeAsFileTime"u8))
        {
            return (delegate*<ulong*, void>)&Win32Time.GetSystemTimeAsFileTime;
        }

        Win32Status.SetLastError(Win32Status.ProcedureNotFound);
        return null;
    }

    [RuntimeExport("FreeLibrary")]
    private static int FreeLibrary(void* library) => Win32Status.Fail(Win32Status.InvalidHandle);

    /// <summary>Whether a failure opens a message box. It does not.</summary>
    [RuntimeExport("SetThreadErrorMode")]
    private static int SetThreadErrorMode(uint mode, uint* oldMode)
    {
        if (oldMode != null)
        {
            *oldMode = 0;
        }

        return 1;
    }

    [RuntimeExport("GetModuleFileNameW")]
    private static uint GetModuleFileName(void* module, char* name, uint size) =>
        (uint)Win32Status.Fail(Win32Status.ModuleNotFound);
}
