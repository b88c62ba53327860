using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>pidfd_open(2)</c>.</summary>
[Flags]
[AbiPrefix("PIDFD_")]
public enum PidFileFlags : uint
{
    None = 0,

    /// <summary>One thread, not its process.</summary>
    Thread = OpenFlags.Excl,

    /// <summary>waitid(2) does not wait for it.</summary>
    NonBlock = OpenFlags.NonBlock,
}
