using System;

namespace Lodestar.Core.Abi;

/// <summary>
/// The byte before what the master of a pseudo-terminal reads in packet mode, <c>TIOCPKT(2const)</c>: zero before data, otherwise
/// alone.
/// </summary>
[Flags]
public enum TerminalPacket : byte
{
    /// <summary>TIOCPKT_DATA.</summary>
    Data = 0,

    /// <summary>TIOCPKT_FLUSHREAD: what was typed and not read has been thrown away.</summary>
    FlushRead = 1,

    /// <summary>TIOCPKT_FLUSHWRITE: so has what was written.</summary>
    FlushWrite = 2,

    /// <summary>TIOCPKT_STOP: the output is stopped.</summary>
    Stop = 4,

    /// <summary>TIOCPKT_START: it goes on.</summary>
    Start = 8,

    /// <summary>TIOCPKT_NOSTOP: ^S and ^Q do not stop and start it any more.</summary>
    NoStop = 16,

    /// <summary>TIOCPKT_DOSTOP: they do.</summary>
    DoStop = 32,
}
