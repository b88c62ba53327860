using System.Runtime.InteropServices;

namespace Lodestar.Machine.Cpu;

/// <summary>The operand of LGDT and LIDT (Intel SDM volume 3, figure 2-6).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct PseudoDescriptor
{
    /// <summary>Size of the table in bytes, minus one.</summary>
    public ushort Limit;

    /// <summary>Linear address of the table.</summary>
    public ulong Base;
}
