using System;

namespace Lodestar.Core.Abi;

/// <summary>Operations of <c>flock(2)</c>.</summary>
[Flags]
[AbiPrefix("LOCK_")]
public enum FlockOperation
{
    /// <summary>A shared lock.</summary>
    Sh = 1,

    /// <summary>An exclusive lock.</summary>
    Ex = 2,

    /// <summary>Do not wait.</summary>
    Nb = 4,

    /// <summary>Give it back.</summary>
    Un = 8,

    /// <summary>Once a mandatory lock; Linux ignores it since 5.15.</summary>
    Mand = 32,
}
