using Lodestar.Core.Abi;

namespace Lodestar.Core.Syscalls;

/// <summary>There are no sockets: what Linux answers when it has no such address family, which programs are ready for.</summary>
internal static class SocketCalls
{
    /// <summary>socket(2).</summary>
    [Syscall(41, "socket", Missing = "sockets: EAFNOSUPPORT")]
    internal static Errno Socket(int family, int type, int protocol)
    {
        Unsupported.Report("socket", "address family", (uint)family);
        return Errno.EAFNOSUPPORT;
    }

    /// <summary>socketpair(2).</summary>
    [Syscall(53, "socketpair", Missing = "sockets: EAFNOSUPPORT")]
    internal static Errno SocketPair(int family, int type, int protocol, ulong descriptorsAddress)
    {
        Unsupported.Report("socketpair", "address family", (uint)family);
        return Errno.EAFNOSUPPORT;
    }
}
