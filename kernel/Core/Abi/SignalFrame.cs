using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>
/// What lies on a program's stack when its handler begins, struct rt_sigframe of <c>arch/x86/include/asm/sigframe.h</c>: 440
/// bytes. RSP points to it, so it begins with what the handler's RET takes.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct SignalFrame
{
    /// <summary>Bytes of the frame.</summary>
    public const int StructureSize = 440;

    /// <summary>Offset of <see cref="Context"/>.</summary>
    public const int ContextOffset = 8;

    /// <summary>Offset of <see cref="Info"/>.</summary>
    public const int InfoOffset = 312;

    /// <summary>pretcode: the action's restorer.</summary>
    public ulong ReturnAddress;

    /// <summary>uc, the handler's third argument.</summary>
    public UserContext Context;

    /// <summary>info, the handler's second argument.</summary>
    public SignalInfo Info;
}
