using System;

namespace Lodestar.Core.Abi;

/// <summary>What epoll is to tell of a file and how, <c>epoll_ctl(2)</c>. The low half has the bits of <see cref="PollEvents"/>.</summary>
[Flags]
[AbiPrefix("EPOLL")]
public enum EpollEvents : uint
{
    None = 0,
    In = PollEvents.In,
    Pri = PollEvents.Pri,
    Out = PollEvents.Out,
    Err = PollEvents.Err,
    Hup = PollEvents.Hup,
    RdNorm = PollEvents.RdNorm,
    RdBand = PollEvents.RdBand,
    WrNorm = PollEvents.WrNorm,
    WrBand = PollEvents.WrBand,

    /// <summary>EPOLLRDHUP: the other side of a socket writes no more.</summary>
    RdHup = 0x2000,

    /// <summary>Of several that wait for a file, one or more are told.</summary>
    Exclusive = 1u << 28,

    /// <summary>The system does not sleep meanwhile.</summary>
    Wakeup = 1u << 29,

    /// <summary>Tell once, until EPOLL_CTL_MOD.</summary>
    OneShot = 1u << 30,

    /// <summary>EPOLLET: tell when something happens, not as long as it is so.</summary>
    Et = 1u << 31,
}
