using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// The head of a NativeAOT MethodTable as far as the collector reads it (CoreLib's Internal.Runtime.MethodTable).
/// The GCDesc lies before it, see <see cref="GcDescSeries"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MethodTable
{
    private const uint HasComponentSizeFlag = 0x8000_0000;
    private const uint HasPointersFlag = 0x0100_0000;
    private const uint HasFinalizerFlag = 0x0010_0000;
    private const uint ComponentSizeMask = 0xffff;

    /// <summary>EETypeFlags; the low 16 bits are the component size of arrays and strings.</summary>
    internal uint Flags;

    /// <summary>Bytes of an instance without its elements, the header word included.</summary>
    internal uint BaseSize;

    /// <summary>Whether instances have a length and elements.</summary>
    internal readonly bool HasComponentSize => (Flags & HasComponentSizeFlag) != 0;

    /// <summary>Bytes of an element, 0 for objects without elements.</summary>
    internal readonly uint ComponentSize => HasComponentSize ? Flags & ComponentSizeMask : 0;

    /// <summary>Whether instances hold references, that is, whether there is a GCDesc.</summary>
    internal readonly bool ContainsPointers => (Flags & HasPointersFlag) != 0;

    /// <summary>Whether instances have a finalizer.</summary>
    internal readonly bool IsFinalizable => (Flags & HasFinalizerFlag) != 0;

    /// <summary>Bytes of the object before rounding up; <paramref name="instance"/> is of this type.</summary>
    internal readonly nuint SizeOf(void* instance) =>
        (int)Flags < 0
            ? BaseSize + (nuint)(Flags & ComponentSizeMask) * *(uint*)((byte*)instance + sizeof(void*))
            : BaseSize;
}
