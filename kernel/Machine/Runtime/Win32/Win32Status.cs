using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>
/// The Win32 names that are left of CoreLib's platform layer (it is the Windows build of the library; see docs/runtime.md).
/// Each means here what it means there, as far as a kernel has such a thing. This file: error codes.
/// </summary>
internal static class Win32Status
{
    // winerror.h
    internal const uint Success = 0;
    internal const uint InvalidHandle = 6;
    internal const uint NotEnoughMemory = 8;
    internal const uint NotSupported = 50;
    internal const uint InvalidParameter = 87;
    internal const uint InsufficientBuffer = 122;
    internal const uint ModuleNotFound = 126;
    internal const uint ProcedureNotFound = 127;
    internal const uint EnvironmentVariableNotFound = 203;

    /// <summary>One kernel thread and no interrupt handler calls these, so one word is the whole thread-local state.</summary>
    private static uint s_lastError;

    [RuntimeExport("GetLastError")]
    internal static uint GetLastError() => s_lastError;

    [RuntimeExport("SetLastError")]
    internal static void SetLastError(uint error) => s_lastError = error;

    /// <summary>Sets the error and returns FALSE.</summary>
    internal static int Fail(uint error)
    {
        s_lastError = error;
        return 0;
    }

    /// <summary>Texts of error codes: there are none, CoreLib then prints the number.</summary>
    [RuntimeExport("FormatMessageW")]
    private static unsafe uint FormatMessage(
        uint flags, void* source, uint messageId, uint languageId, char* buffer, uint size, void* arguments) =>
        (uint)Fail(NotSupported);

    /// <summary>Frees what FormatMessageW allocates: nothing.</summary>
    [RuntimeExport("LocalFree")]
    private static nint LocalFree(nint memory) => memory;
}
