using System;

namespace Lodestar.Core.Abi;

/// <summary>PF_*: what a segment is for (<c>elf(5)</c>).</summary>
[Flags]
public enum ElfSegmentFlags : uint
{
    None = 0,

    [AbiName("PF_X")]
    Execute = 1,

    [AbiName("PF_W")]
    Write = 2,

    [AbiName("PF_R")]
    Read = 4,
}
