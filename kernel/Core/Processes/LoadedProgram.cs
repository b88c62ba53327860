using System;
using Lodestar.Core.Files;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Processes;

/// <summary>A program in memory, ready to run.</summary>
/// <param name="memory">Its areas.</param>
/// <param name="pages">Its pages.</param>
public sealed class LoadedProgram(AddressSpace memory, UserPages pages)
{
    public AddressSpace Memory { get; } = memory;

    public UserPages Pages { get; } = pages;

    /// <summary>RIP at the first instruction.</summary>
    public ulong Entry { get; init; }

    /// <summary>RSP at the first instruction.</summary>
    public ulong StackPointer { get; init; }

    /// <summary>The file.</summary>
    public required Inode Executable { get; init; }

    /// <summary>The absolute path that it was found at, without a terminator.</summary>
    public ReadOnlyMemory<byte> Path { get; init; }

    /// <summary>Address of the arguments' strings.</summary>
    public ulong ArgumentsStart { get; init; }

    /// <summary>The address behind them.</summary>
    public ulong ArgumentsEnd { get; init; }
}
