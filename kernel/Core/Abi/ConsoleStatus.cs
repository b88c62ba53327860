using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct vt_stat of <c>VT_GETSTATE</c> in <c>ioctl_console(2)</c>: 6 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ConsoleStatus
{
    /// <summary>v_active: the visible terminal, from 1.</summary>
    public ushort Active;

    /// <summary>v_signal: nothing.</summary>
    public ushort Signal;

    /// <summary>v_state: a bit for each terminal up to 15 that is in use; bit 0 is set.</summary>
    public ushort State;
}
