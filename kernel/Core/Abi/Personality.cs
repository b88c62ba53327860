using System;

namespace Lodestar.Core.Abi;

/// <summary>What is different for a program, <c>personality(2)</c> (<c>linux/personality.h</c>), as far as it is there.</summary>
[Flags]
public enum Personality : uint
{
    [AbiName("PER_LINUX")]
    Linux = 0,

    /// <summary>Its parts lie where they lie each time.</summary>
    [AbiName("ADDR_NO_RANDOMIZE")]
    NoRandomness = 0x004_0000,
}
