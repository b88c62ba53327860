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

    private static byte* s_nextReservation;

    [RuntimeExport("VirtualAlloc")]
    private static void* VirtualAlloc(byte* address, nuint size, uint kind, uint protection)
    {
        size = (size + PageSize - 1) & ~(PageSize - 1);
        switch (kind)
        {
            case MemReserve when address == null:
                if (s_nextReservation == null)
                {
                    s_nextReservation = RuntimePlatform.FrozenRegionBase;
                }

                if (size > (nuint)(RuntimePlatform.FrozenRegionEnd - s_nextReservation))
                {
                    Win32Status.SetLastError(Win32Status.NotEnoughMemory);
                    return null;
                }

                byte* reserved = s_nextReservation;
                s_nextReservation += size;
                return reserved;
            case MemCommit when address >= RuntimePlatform.FrozenRegionBase && address + size <= s_nextReservation:
                if (!RuntimePlatform.MapPages(address, size / PageSize))
                {
                    Win32Status.SetLastError(Win32Status.NotEnoughMemory);
                    return null;
                }

                return address;
            default:
                Win32Status.SetLastError(Win32Status.InvalidParameter);
                return null;
        }
    }

    /// <summary>CoreLib frees a reservation only when its first commit failed: nothing is mapped then.</summary>
    [RuntimeExport("VirtualFree")]
    private static int VirtualFree(void* address, nuint size, uint kind) =>
        kind == MemRelease ? 1 : Win32Status.Fail(Win32Status.InvalidParameter);
}
