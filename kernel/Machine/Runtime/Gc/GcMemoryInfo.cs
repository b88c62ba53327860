using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The fields of CoreLib's System.GCMemoryInfoData that this collector can fill; the rest stays zero.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GcMemoryInfo
{
    /// <summary>Used memory, in bytes, from which memory is short.</summary>
    internal long HighMemoryLoadThresholdBytes;

    /// <summary>Memory of the machine.</summary>
    internal long TotalAvailableMemoryBytes;

    /// <summary>Used memory of the machine.</summary>
    internal long MemoryLoadBytes;

    /// <summary>Bytes of objects that survived the last collection.</summary>
    internal long HeapSizeBytes;

    /// <summary>Mapped bytes without objects.</summary>
    internal long FragmentedBytes;

    /// <summary>Mapped bytes.</summary>
    internal long TotalCommittedBytes;

    /// <summary>Bytes that survived the last collection.</summary>
    internal long PromotedBytes;

    /// <summary>Not counted: nothing moves, so nothing is pinned.</summary>
    internal long PinnedObjectsCount;

    /// <summary>Objects that wait for their finalizer.</summary>
    internal long FinalizationPendingCount;

    /// <summary>Number of the last collection.</summary>
    internal long Index;
}
