using System;

namespace Lodestar.Core.Abi;

/// <summary>Flags of <c>unlinkat(2)</c>.</summary>
[Flags]
[AbiPrefix("AT_")]
public enum UnlinkFlags
{
    None = 0,

    /// <summary>As rmdir.</summary>
    RemoveDir = 0x200,
}
