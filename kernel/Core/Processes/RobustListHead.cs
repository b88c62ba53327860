using System.Runtime.InteropServices;

namespace Lodestar.Core.Processes;

/// <summary>struct robust_list_head (<c>linux/futex.h</c>): 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RobustListHead
{
    /// <summary>Address of the first entry's link; the last one's leads back to the head.</summary>
    public ulong First;

    /// <summary>Bytes from a link to its futex.</summary>
    public ulong FutexOffset;

    /// <summary>The entry that is being added or taken out just now; 0 for none.</summary>
    public ulong Pending;
}
