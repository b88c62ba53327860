using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <content>GC handles.</content>
internal static unsafe partial class GcExports
{
    /// <summary>Makes a handle; null when memory is out or the kind is one that only other systems have.</summary>
    [RuntimeExport("RhpHandleAlloc")]
    internal static HandleSlot* HandleAlloc(void* target, uint kind) =>
        kind <= HandleTable.Pinned ? GcHeap.AllocateHandle(kind, target, null) : null;

    /// <summary>Makes a dependent handle; null when memory is out.</summary>
    [RuntimeExport("RhpHandleAllocDependent")]
    internal static HandleSlot* HandleAllocDependent(void* primary, void* secondary) =>
        GcHeap.AllocateHandle(HandleTable.Dependent, primary, secondary);

    /// <summary>Gives a handle up.</summary>
    [RuntimeExport("RhHandleFree")]
    internal static void HandleFree(HandleSlot* handle) => HandleTable.Free(handle);

    /// <summary>The object of a handle.</summary>
    [RuntimeExport("RhHandleGet")]
    internal static void* HandleGet(HandleSlot* handle) => handle->Target;

    /// <summary>Both objects of a dependent handle.</summary>
    [RuntimeExport("RhHandleGetDependent")]
    internal static void* HandleGetDependent(HandleSlot* handle, void** secondary)
    {
        *secondary = handle->Target != null ? handle->Secondary : null;
        return handle->Target;
    }

    /// <summary>Gives a handle another object.</summary>
    [RuntimeExport("RhHandleSet")]
    internal static void HandleSet(HandleSlot* handle, void* target) => handle->Target = (byte*)target;

    /// <summary>Gives a dependent handle another secondary.</summary>
    [RuntimeExport("RhHandleSetDependentSecondary")]
    internal static void HandleSetDependentSecondary(HandleSlot* handle, void* secondary) =>
        handle->Secondary = (byte*)secondary;
}
