using System;
using System.Runtime.CompilerServices;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// What is left of paths while the target of a symbolic link inside them is walked: as many as links may be followed. The
/// first two have their place on the stack, as in Linux's struct nameidata: clearing more would cost each walk more than its names do.
/// </summary>
internal struct PendingPaths
{
    private const int Near = 2;

    private NearPaths _near;
    private ReadOnlyMemory<byte>[]? _far;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Puts one on top.</summary>
    public void Push(ReadOnlyMemory<byte> path)
    {
        if (Count < Near)
        {
            _near[Count] = path;
        }
        else
        {
            _far ??= new ReadOnlyMemory<byte>[PathLimits.MaxSymlinks - Near];
            _far[Count - Near] = path;
        }

        Count++;
    }

    /// <summary>Takes the top one off.</summary>
    public ReadOnlyMemory<byte> Pop()
    {
        Count--;
        return Count < Near ? _near[Count] : _far![Count - Near];
    }

    [InlineArray(Near)]
    private struct NearPaths
    {
        private ReadOnlyMemory<byte> _first;
    }
}
