using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>eventfd(2)</c>.</summary>
[Flags]
[AbiPrefix("EFD_")]
public enum EventFlags
{
    None = 0,

    /// <summary>A read takes 1.</summary>
    Semaphore = 1,

    NonBlock = OpenFlags.NonBlock,

    CloExec = OpenFlags.CloExec,
}
