using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>signalfd(2)</c>.</summary>
[Flags]
[AbiPrefix("SFD_")]
public enum SignalFileFlags
{
    None = 0,

    NonBlock = OpenFlags.NonBlock,

    CloExec = OpenFlags.CloExec,
}
