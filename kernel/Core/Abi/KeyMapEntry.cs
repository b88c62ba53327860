using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct kbentry of <c>KDGKBENT</c> in <c>ioctl_console(2)</c>: 4 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct KeyMapEntry
{
    /// <summary>kb_table: the modifiers.</summary>
    public byte Table;

    /// <summary>kb_index: the key.</summary>
    public byte Index;

    /// <summary>kb_value: what it does.</summary>
    public ushort Value;
}
