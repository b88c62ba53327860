using System;

namespace Lodestar.Core.Abi;

/// <summary>What <c>access(2)</c> asks for, and the bits of one group of permissions in a mode.</summary>
[Flags]
public enum AccessMode
{
    /// <summary>Only whether the file is there.</summary>
    [AbiName("F_OK")]
    Exists = 0,

    /// <summary>Execute a file, search a directory.</summary>
    [AbiName("X_OK")]
    Execute = 1,

    [AbiName("W_OK")]
    Write = 2,

    [AbiName("R_OK")]
    Read = 4,
}
