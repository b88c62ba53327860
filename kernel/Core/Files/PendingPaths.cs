using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>What is left of paths while the target of a symbolic link inside them is walked: as many as links may be followed.</summary>
[InlineArray(PathLimits.MaxSymlinks)]
internal struct PendingPaths
{
    private ReadOnlyMemory<byte> _first;
}
