using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct epoll_event of <c>epoll_event(3type)</c>; on x86-64 without a gap, 12 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
public struct EpollEvent
{
    /// <summary>events.</summary>
    public EpollEvents Events;

    /// <summary>data: the program's own.</summary>
    public ulong Data;
}
