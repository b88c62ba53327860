using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct vt_mode of <c>VT_SETMODE</c> in <c>ioctl_console(2)</c>: 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ConsoleSwitchMode
{
    /// <summary>mode: who switches, <see cref="Automatic"/> or <see cref="ByProcess"/>.</summary>
    public byte Mode;

    /// <summary>waitv: does nothing, as in Linux.</summary>
    public byte WaitsForWrites;

    /// <summary>relsig: the signal that asks the process to release the screen.</summary>
    public short ReleaseSignal;

    /// <summary>acqsig: the signal that says that it has the screen.</summary>
    public short AcquireSignal;

    /// <summary>frsig: nothing.</summary>
    public short ForceSignal;

    /// <summary>VT_AUTO: the kernel switches.</summary>
    public const byte Automatic = 0;

    /// <summary>VT_PROCESS: the process that said so is asked before.</summary>
    public const byte ByProcess = 1;
}
