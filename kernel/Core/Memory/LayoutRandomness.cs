namespace Lodestar.Core.Memory;

/// <summary>
/// Random words by which a program's parts move about; of each only the bits count that Linux uses on x86-64. All 0 puts
/// every part where Linux puts it without randomisation.
/// </summary>
public readonly struct LayoutRandomness
{
    /// <summary>Moves what <c>mmap(2)</c> chooses: 28 bits, in pages.</summary>
    public ulong Mmap { get; init; }

    /// <summary>Moves a position-independent program: 28 bits, in pages.</summary>
    public ulong Image { get; init; }

    /// <summary>Moves the top of the stack: 22 bits, in pages.</summary>
    public ulong Stack { get; init; }

    /// <summary>Moves the start of the heap: 13 bits, in pages.</summary>
    public ulong Break { get; init; }
}
