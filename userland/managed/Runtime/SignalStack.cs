using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>A <c>stack_t</c> (sigaltstack(2)).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SignalStack
{
    /// <summary>Its lowest address.</summary>
    public byte* Low;

    /// <summary>SS_ flags: 0 to use it.</summary>
    public ulong Flags;

    /// <summary>Bytes.</summary>
    public nuint Size;
}
