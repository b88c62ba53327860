using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>renameat2(2)</c>.</summary>
[Flags]
[AbiPrefix("RENAME_")]
public enum RenameFlags : uint
{
    None = 0,

    /// <summary>The new name must not be there.</summary>
    NoReplace = 1 << 0,

    /// <summary>Both are there and change places.</summary>
    Exchange = 1 << 1,

    /// <summary>A whiteout stays behind.</summary>
    WhiteOut = 1 << 2,
}
