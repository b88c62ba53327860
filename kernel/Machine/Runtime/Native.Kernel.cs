using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime;

/// <content>What only the kernel has.</content>
internal static unsafe partial class Native
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetImageEnd")]
    internal static extern byte* GetImageEnd();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "OutByte")]
    internal static extern void OutByte(ushort port, byte value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "InByte")]
    internal static extern byte InByte(ushort port);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "OutWord")]
    internal static extern void OutWord(ushort port, ushort value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "InWord")]
    internal static extern ushort InWord(ushort port);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "OutDword")]
    internal static extern void OutDword(ushort port, uint value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "InDword")]
    internal static extern uint InDword(ushort port);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "Halt")]
    internal static extern void Halt();

    /// <summary>The thread that the kernel has begun with.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetBootThread")]
    internal static extern RuntimeThread* GetBootThread();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "KernelMain")]
    internal static extern void KernelMain();
}
