namespace Lodestar.Machine.Runtime.Gc;

/// <content>
/// Entries of the collector's own tables. A table that can't grow is no reason to fail while garbage holds the memory:
/// it is collected first, as for an object.
/// </content>
internal static unsafe partial class GcHeap
{
    /// <summary>Makes a handle.</summary>
    /// <returns>Null when memory is out.</returns>
    internal static HandleSlot* AllocateHandle(uint kind, void* target, void* secondary)
    {
        bool interrupts = GcPlatform.DisableInterrupts();
        HandleSlot* slot = HandleTable.Allocate(kind, target, secondary);
        if (slot == null)
        {
            FreePages();
            slot = HandleTable.Allocate(kind, target, secondary);
        }
        GcPlatform.RestoreInterrupts(interrupts);
        return slot;
    }

    /// <summary>Allocates an object whose finalizer is to run.</summary>
    /// <returns>The object pointer, or null when memory is out.</returns>
    internal static void* AllocateFinalizable(MethodTable* type)
    {
        bool interrupts = GcPlatform.DisableInterrupts();
        // Room first: once there is an object, registering it must not fail.
        void* instance = EnsureFinalizerRoom() ? Allocate(type, 0) : null;
        if (instance != null)
            FinalizerQueue.Register(instance);
        GcPlatform.RestoreInterrupts(interrupts);
        return instance;
    }

    /// <summary>GC.ReRegisterForFinalize.</summary>
    /// <returns>False when memory is out.</returns>
    internal static bool ReregisterForFinalization(void* instance)
    {
        bool interrupts = GcPlatform.DisableInterrupts();
        bool done = EnsureFinalizerRoom() && FinalizerQueue.Reregister(instance);
        GcPlatform.RestoreInterrupts(interrupts);
        return done;
    }

    private static bool EnsureFinalizerRoom()
    {
        if (FinalizerQueue.EnsureRoom())
            return true;
        FreePages();
        return FinalizerQueue.EnsureRoom();
    }

    private static void FreePages()
    {
        GcNative.Collect();
        BlockPool.TrimCache();
    }
}
