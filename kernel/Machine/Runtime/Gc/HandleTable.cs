namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The GC handles, in a table of their own outside the heap. Kinds are System.Runtime.InteropServices.GCHandleType
/// plus the runtime's internal ones.
/// </summary>
internal static unsafe class HandleTable
{
    /// <summary>Cleared when its object is found dead, before finalizers.</summary>
    internal const uint Weak = 0;

    /// <summary>Cleared when its object is dead even after finalizable objects were brought back.</summary>
    internal const uint WeakTrackResurrection = 1;

    /// <summary>Keeps its object alive.</summary>
    internal const uint Normal = 2;

    /// <summary>As <see cref="Normal"/>; no object ever moves here.</summary>
    internal const uint Pinned = 3;

    /// <summary>Keeps its secondary alive as long as its primary lives.</summary>
    internal const uint Dependent = 6;

    private const uint Unused = uint.MaxValue;

    private static GrowableRegion s_region;
    private static nuint s_count;
    private static HandleSlot* s_free;
    private static nuint s_inUse;

    /// <summary>Handles in use.</summary>
    internal static nuint InUse => s_inUse;

    private static HandleSlot* Slots => (HandleSlot*)s_region.Start;

    /// <summary>Takes the table's range over.</summary>
    internal static void Initialize(byte* start, nuint reservedBytes)
    {
        s_region.Initialize(start, reservedBytes);
        s_count = 0;
        s_free = null;
        s_inUse = 0;
    }

    /// <summary>Makes a handle.</summary>
    /// <returns>Null when memory is out.</returns>
    internal static HandleSlot* Allocate(uint kind, void* target, void* secondary)
    {
        HandleSlot* slot = s_free;
        if (slot != null)
        {
            s_free = (HandleSlot*)slot->Secondary;
        }
        else
        {
            if (!s_region.Ensure((s_count + 1) * (nuint)sizeof(HandleSlot)))
                return null;
            slot = Slots + s_count++;
        }
        slot->Target = (byte*)target;
        slot->Secondary = (byte*)secondary;
        slot->Kind = kind;
        s_inUse++;
        return slot;
    }

    /// <summary>Gives a handle up.</summary>
    internal static void Free(HandleSlot* slot)
    {
        if (slot < Slots || slot >= Slots + s_count || slot->Kind == Unused)
            GcPlatform.Fail("a GC handle was freed that is not in use");
        slot->Target = null;
        slot->Secondary = (byte*)s_free;
        slot->Kind = Unused;
        s_free = slot;
        s_inUse--;
    }

    /// <summary>Marks the objects of all strong handles.</summary>
    internal static void MarkStrong()
    {
        HandleSlot* end = Slots + s_count;
        for (HandleSlot* slot = Slots; slot < end; slot++)
        {
            if (slot->Kind is Normal or Pinned)
                Marker.Mark(slot->Target);
        }
    }

    /// <summary>
    /// Marks what dependent handles whose primaries are marked keep alive. Goes through the table in both directions and
    /// scans at once, so that a chain of dependents is one walk in whichever order it was made.
    /// </summary>
    /// <returns>Whether an object was newly marked; the caller asks again.</returns>
    internal static bool MarkDependents()
    {
        bool found = false;
        HandleSlot* end = Slots + s_count;
        for (HandleSlot* slot = Slots; slot < end; slot++)
            found |= TryMarkDependent(slot);
        for (HandleSlot* slot = end - 1; found && slot >= Slots; slot--)
            TryMarkDependent(slot);
        return found;
    }

    /// <summary>Clears the handles of one kind whose objects are not marked.</summary>
    internal static void ClearDead(uint kind)
    {
        HandleSlot* end = Slots + s_count;
        for (HandleSlot* slot = Slots; slot < end; slot++)
        {
            if (slot->Kind != kind || Marker.IsMarked(slot->Target))
                continue;
            slot->Target = null;
            slot->Secondary = null;
        }
    }

    private static bool TryMarkDependent(HandleSlot* slot)
    {
        if (slot->Kind != Dependent || slot->Target == null || Marker.IsMarked(slot->Secondary) || !Marker.IsMarked(slot->Target))
            return false;
        Marker.Mark(slot->Secondary);
        Marker.Drain();
        return true;
    }
}
