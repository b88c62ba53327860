using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>Dynamic libraries: there are none. CoreLib makes a DllNotFoundException of it.</summary>
internal static unsafe class Win32Library
{
    [RuntimeExport("LoadLibraryExW")]
    private static void* LoadLibraryEx(char* name, void* file, uint flags)
    {
        Win32Status.SetLastError(Win32Status.ModuleNotFound);
        return null;
    }

    [RuntimeExport("GetProcAddress")]
    private static void* GetProcAddress(void* library, byte* name)
    {
        Win32Status.SetLastError(Win32Status.ModuleNotFound);
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
