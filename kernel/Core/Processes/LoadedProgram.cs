using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Mounts;
using Lodestar.Core.Memory;
using Lodestar.Core.Programs;

namespace Lodestar.Core.Processes;

/// <summary>A program in memory, ready to run or running: what processes share that were made with CLONE_VM.</summary>
/// <param name="memory">Its areas.</param>
/// <param name="pages">Its pages.</param>
public sealed class LoadedProgram(AddressSpace memory, UserPages pages)
{
    private readonly Inode? _executable;
    private int _references = 1;

    public AddressSpace Memory { get; } = memory;

    public UserPages Pages { get; } = pages;

    /// <summary>RIP at the first instruction.</summary>
    public ulong Entry { get; init; }

    /// <summary>RSP at the first instruction.</summary>
    public ulong StackPointer { get; init; }

    /// <summary>The file, which stays as long as the program does.</summary>
    public required Inode Executable
    {
        get => _executable!;
        init
        {
            _executable = value;
            value.AddExecution();
        }
    }

    /// <summary>The mount that the file was found through.</summary>
    public Mount Mount { get; init; } = Mount.Internal;

    /// <summary>What it was started by: of a script the script.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>In whose name it runs (its set-id bits).</summary>
    public Credentials Rights { get; init; }

    /// <summary>The absolute path that it was found at, without a terminator.</summary>
    public ReadOnlyMemory<byte> Path { get; init; }

    /// <summary>Where its code and its data lie.</summary>
    public ImageAddresses Addresses { get; init; }

    /// <summary>Address of the arguments' strings.</summary>
    public ulong ArgumentsStart { get; init; }

    /// <summary>The address behind them.</summary>
    public ulong ArgumentsEnd { get; init; }

    /// <summary>Address of the environment's strings.</summary>
    public ulong EnvironmentStart { get; init; }

    /// <summary>The address behind them.</summary>
    public ulong EnvironmentEnd { get; init; }

    /// <summary>The barriers that its threads have registered for, <c>membarrier(2)</c>: the commands that did it.</summary>
    public MembarrierCommand Barriers { get; set; }

    /// <summary>Whether more than one process has it.</summary>
    public bool IsShared => _references > 1;

    /// <summary>The program of a forked process; null when memory is out.</summary>
    public LoadedProgram? TryFork()
    {
        if (Pages.TryFork(Memory, out AddressSpace? memory) is not { } pages)
        {
            return null;
        }

        return new LoadedProgram(memory!, pages)
        {
            Entry = Entry,
            StackPointer = StackPointer,
            Executable = Executable,
            Mount = Mount,
            Path = Path,
            Name = Name,
            Rights = Rights,
            Addresses = Addresses,
            ArgumentsStart = ArgumentsStart,
            ArgumentsEnd = ArgumentsEnd,
            EnvironmentStart = EnvironmentStart,
            EnvironmentEnd = EnvironmentEnd,
            Barriers = Barriers,
        };
    }

    /// <summary>Counts one more process.</summary>
    public LoadedProgram Retain()
    {
        _references++;
        return this;
    }

    /// <summary>Counts one process less; after the last one the memory is free.</summary>
    public void Release()
    {
        if (--_references == 0)
        {
            Pages.Free(Memory);
            Executable.RemoveExecution();
        }
    }
}
