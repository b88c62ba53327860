using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Dispatch;

/// <summary>What a <see cref="DispatchCell"/> calls; the layout is CoreLib's System.Runtime.DispatchCellInfo.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DispatchCellInfo
{
    /// <summary>A method of an interface, by type and slot.</summary>
    public const uint InterfaceAndSlot = 0;

    /// <summary>A virtual method, by its offset in the vtable.</summary>
    public const uint VtableOffset = 2;

    public uint Kind;
    public byte* InterfaceType;
    public ushort InterfaceSlot;
    public byte HasCache;
    public uint MetadataToken;
    public uint Offset;
}
