using System.Runtime;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>
/// VirtualAlloc and VirtualFree for CoreLib's frozen-object heap (run-time type objects live there): address space is
/// reserved in pieces of several megabytes and backed page by page.
/// </summary>
internal static unsafe class Win32Memory
{
    private const uint MemCommit = 0x1000;
    private const uint MemReserve = 0x2000;
    private const uint MemRelease = 0x8000;
    private const nuint PageSize = 4096;

    [RuntimeExport("VirtualAlloc")]
    private static void* VirtualAlloc(byte* address, nuint size, uint kind, uint protection)
    {
        byte* result = null;
        uint error = Win32Status.NotEnoughMemory;
        if (kind == MemReserve && address == null)
        {
            result = RuntimePlatform.Reserve(size);
        }
        else if (kind == MemCommit && RuntimePlatform.IsReserved(address, size))
        {
            result = RuntimePlatform.MapPages(address, (size + PageSize - 1) / PageSize) ? address : null;
        }
        else
        {
            error = Win32Status.InvalidParameter;
        }

        if (result == null)
        {
            Win32Status.SetLastError(error);
        }

        return result;
    }

    /// <summary>
    /// CoreLib frees a reservation only when its first commit failed: nothing is mapped then, and addresses are plentiful.
    /// </summary>
    [RuntimeExport("VirtualFree")]
    private static int VirtualFree(void* address, nuint size, uint kind) =>
        kind == MemRelease ? 1 : Win32Status.Fail(Win32Status.InvalidParameter);
}
