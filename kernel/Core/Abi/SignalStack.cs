using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>An alternate signal stack, stack_t of <c>sigaltstack(2)</c>: 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalStack
{
    /// <summary>MINSIGSTKSZ: the least size, in bytes.</summary>
    public const ulong MinimumSize = 2048;

    /// <summary>ss_sp: the lowest address.</summary>
    public ulong Address;

    /// <summary>ss_flags.</summary>
    public SignalStackFlags Flags;

    /// <summary>Zero.</summary>
    public uint Padding;

    /// <summary>ss_size, in bytes.</summary>
    public ulong Size;
}
