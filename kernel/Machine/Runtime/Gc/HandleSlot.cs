using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>A GC handle; the handle's value is its address. CoreLib reads the object from the first word.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct HandleSlot
{
    /// <summary>The object, or the primary of a dependent handle.</summary>
    internal byte* Target;

    /// <summary>The secondary of a dependent handle; the next free slot of a free one.</summary>
    internal byte* Secondary;

    /// <summary>One of the kinds of <see cref="HandleTable"/>.</summary>
    internal nuint Kind;
}
