using System;

namespace Lodestar.Core.Abi;

/// <summary>GRND_*: the flags of <c>getrandom(2)</c>.</summary>
[Flags]
[AbiPrefix("GRND_")]
public enum GetRandomFlags : uint
{
    None = 0,
    NonBlock = 1,
    Random = 2,
    Insecure = 4,
}
