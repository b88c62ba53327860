using System;

namespace Lodestar.Core.Abi;

/// <summary>MREMAP_*: how a mapping may change its place (<c>mremap(2)</c>).</summary>
[Flags]
[AbiPrefix("MREMAP_")]
public enum MremapFlags : uint
{
    None = 0,
    MayMove = 1,
    Fixed = 2,

    /// <summary>The pages move; the old range stays mapped and reads as if it had never been touched.</summary>
    DontUnmap = 4,
}
