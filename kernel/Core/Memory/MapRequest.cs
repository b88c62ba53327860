using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <summary>The arguments of <c>mmap(2)</c>, with the descriptor looked up. Nothing in it has been checked.</summary>
public readonly struct MapRequest
{
    public MapRequest()
    {
    }

    /// <summary>A hint, or with MAP_FIXED the place itself.</summary>
    public ulong Address { get; init; }

    /// <summary>In bytes.</summary>
    public ulong Length { get; init; }

    public MmapProtection Protection { get; init; }

    public MmapFlags Flags { get; init; }

    /// <summary>
    /// The file, unless <see cref="Flags"/> has MAP_ANONYMOUS. A mapping of <c>/dev/zero</c> is anonymous; the caller says so.
    /// </summary>
    public MappedFile? File { get; init; }

    /// <summary>In bytes from the file's start.</summary>
    public ulong Offset { get; init; }

    /// <summary>
    /// How the file may be used: PROT_READ and PROT_WRITE when it is open for that, PROT_EXEC unless it lies on a file system
    /// that programs must not run from.
    /// </summary>
    public MmapProtection FileAccess { get; init; } = MmapProtection.Read | MmapProtection.Exec;
}
