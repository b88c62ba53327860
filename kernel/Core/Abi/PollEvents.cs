using System;

namespace Lodestar.Core.Abi;

/// <summary>What a file is asked for and what it is ready for, <c>poll(2)</c>.</summary>
[Flags]
[AbiPrefix("POLL")]
public enum PollEvents : ushort
{
    None = 0,

    /// <summary>POLLIN: a read does not wait.</summary>
    In = 0x001,

    /// <summary>POLLPRI: something out of the ordinary.</summary>
    Pri = 0x002,

    /// <summary>POLLOUT: a write does not wait.</summary>
    Out = 0x004,

    /// <summary>POLLERR; not asked for.</summary>
    Err = 0x008,

    /// <summary>POLLHUP; not asked for.</summary>
    Hup = 0x010,

    /// <summary>POLLNVAL: there is no such descriptor; not asked for.</summary>
    NVal = 0x020,

    /// <summary>POLLRDNORM.</summary>
    RdNorm = 0x040,

    /// <summary>POLLRDBAND.</summary>
    RdBand = 0x080,

    /// <summary>POLLWRNORM.</summary>
    WrNorm = 0x100,

    /// <summary>POLLWRBAND.</summary>
    WrBand = 0x200,

    /// <summary>What a file is always ready for that never waits (Linux's DEFAULT_POLLMASK).</summary>
    Always = In | Out | RdNorm | WrNorm,
}
