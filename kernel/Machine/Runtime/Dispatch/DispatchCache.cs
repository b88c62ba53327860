using System.Runtime.InteropServices;
using System.Threading;

namespace Lodestar.Machine.Runtime.Dispatch;

/// <summary>
/// The targets that a call site has met: the first type in place, all others in a hash table behind this header, each at
/// (address &gt;&gt; 4) &amp; mask or in the entry behind that; one entry more than the mask says makes room for the last
/// one's second place. <c>asm/dispatch.asm</c> reads it on every interface call. An entry that is written never changes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchCache
{
    private const int HashShift = 4;

    /// <summary>Tables stop growing here; types that find no place then are resolved at each call. 1,024 entries are 16 KiB.</summary>
    private const uint MaximumEntries = 1024;

    public byte* FirstType;
    public ulong FirstTarget;
    public uint Mask;
    public uint InterfaceSlot;
    public byte* InterfaceType;

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public byte* Type;
        public ulong Target;
    }

    /// <summary>Makes the cache of a cell at its first call; null when memory is out.</summary>
    public static DispatchCache* Create(in DispatchCellInfo info, byte* type, ulong target)
    {
        DispatchCache* cache = Allocate(1);
        if (cache != null)
        {
            cache->FirstType = type;
            cache->FirstTarget = target;
            cache->InterfaceSlot = info.InterfaceSlot;
            cache->InterfaceType = info.InterfaceType;
        }

        return cache;
    }

    /// <summary>Looks a type up; 0 if it is not there.</summary>
    public static ulong Find(DispatchCache* cache, byte* type)
    {
        if (cache->FirstType == type)
        {
            return cache->FirstTarget;
        }

        Entry* entry = Slot(cache, type);
        return entry[0].Type == type ? entry[0].Target : entry[1].Type == type ? entry[1].Target : 0;
    }

    /// <summary>
    /// Adds a type. Returns the cache that holds it: this one, or a larger copy when its places were taken. The caller
    /// publishes that; the old one stays valid for calls on their way through it, and is not given back: all tables
    /// that a cell leaves behind are together smaller than the one it has. Where no larger one can be had, the type stays out.
    /// </summary>
    public static DispatchCache* Add(DispatchCache* cache, byte* type, ulong target)
    {
        while (!TryPut(cache, type, target))
        {
            DispatchCache* larger = cache->Mask + 1 < MaximumEntries ? Grow(cache) : null;
            if (larger == null)
            {
                return cache;
            }

            cache = larger;
        }

        return cache;
    }

    private static DispatchCache* Grow(DispatchCache* cache)
    {
        DispatchCache* larger = Allocate((cache->Mask + 1) * 2);
        if (larger == null)
        {
            return null;
        }

        larger->FirstType = cache->FirstType;
        larger->FirstTarget = cache->FirstTarget;
        larger->InterfaceSlot = cache->InterfaceSlot;
        larger->InterfaceType = cache->InterfaceType;
        Entry* entries = Entries(cache);
        for (uint i = 0; i <= cache->Mask + 1; i++)
        {
            if (entries[i].Type != null)
            {
                // What finds no place is resolved at its next call.
                TryPut(larger, entries[i].Type, entries[i].Target);
            }
        }

        return larger;
    }

    private static bool TryPut(DispatchCache* cache, byte* type, ulong target)
    {
        Entry* entry = Slot(cache, type);
        if (entry->Type != null && (++entry)->Type != null)
        {
            return false;
        }

        // The type last: from then on the entry is valid for calls on other CPUs.
        entry->Target = target;
        Volatile.Write(ref *(ulong*)&entry->Type, (ulong)type);
        return true;
    }

    private static Entry* Entries(DispatchCache* cache) => (Entry*)(cache + 1);

    private static Entry* Slot(DispatchCache* cache, byte* type) =>
        Entries(cache) + (((uint)(ulong)type >> HashShift) & cache->Mask);

    private static DispatchCache* Allocate(uint entries)
    {
        DispatchCache* cache = (DispatchCache*)RuntimeMemory.Allocate((nuint)sizeof(DispatchCache) + ((entries + 1) * (nuint)sizeof(Entry)));
        if (cache != null)
        {
            cache->Mask = entries - 1;
        }

        return cache;
    }
}
