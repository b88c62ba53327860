using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Dispatch;

/// <summary>
/// An interface call site's cell, as ILC writes it: stub and either encoded interface or, later, the address of a
/// <see cref="DispatchCache"/>. Cells of the same interface slot lie in a run; the cell that ends the run has no stub and
/// holds (kind &lt;&lt; 16) | slot.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchCell
{
    private const ulong EncodingMask = 3;
    private const ulong EncodingCache = 0;
    private const ulong EncodingInterface = 1;
    private const ulong EncodingIndirectRelative = 2;
    private const ulong EncodingRelative = 3;

    /// <summary>Smaller values with encoding 0 are offsets into the vtable.</summary>
    private const ulong VtableOffsetLimit = 0x1000;

    public ulong Stub;
    public ulong Cache;

    /// <summary>The cache, or null before the first call.</summary>
    public readonly DispatchCache* CacheOrNull =>
        Cache >= VtableOffsetLimit && (Cache & EncodingMask) == EncodingCache ? (DispatchCache*)Cache : null;

    /// <summary>The first content of <see cref="Cache"/> for an interface.</summary>
    public static ulong EncodeInterface(byte* interfaceType) => (ulong)interfaceType | EncodingInterface;

    /// <summary>Reads what the cell calls. <paramref name="self"/> is the cell itself: relative pointers start from it.</summary>
    public static void Describe(DispatchCell* self, DispatchCellInfo* info)
    {
        *info = default;
        DispatchCache* cache = self->CacheOrNull;
        if (cache != null)
        {
            info->Kind = DispatchCellInfo.InterfaceAndSlot;
            info->InterfaceType = cache->InterfaceType;
            info->InterfaceSlot = (ushort)cache->InterfaceSlot;
            info->HasCache = 1;
            return;
        }

        if ((self->Cache & EncodingMask) == EncodingCache)
        {
            info->Kind = DispatchCellInfo.VtableOffset;
            info->Offset = (uint)self->Cache;
            info->HasCache = 1;
            return;
        }

        DispatchCell* last = self;
        while (last->Stub != 0)
        {
            last++;
        }

        info->Kind = (uint)(last->Cache >> 16);
        if (info->Kind != DispatchCellInfo.InterfaceAndSlot)
        {
            RuntimeFailure.Stop("interface dispatch cell that names its method by a metadata token");
        }

        info->InterfaceSlot = (ushort)last->Cache;
        switch (self->Cache & EncodingMask)
        {
            case EncodingInterface:
                info->InterfaceType = (byte*)(self->Cache & ~EncodingMask);
                break;
            case EncodingRelative:
                info->InterfaceType = RelativeTarget(self);
                break;
            case EncodingIndirectRelative:
                info->InterfaceType = *(byte**)RelativeTarget(self);
                break;
        }
    }

    private static byte* RelativeTarget(DispatchCell* self) =>
        (byte*)(((ulong)&self->Cache + (ulong)(int)self->Cache) & ~EncodingMask);
}
