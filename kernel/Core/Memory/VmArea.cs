using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <summary>
/// A range of a program's pages that have everything in common: protection, kind and, for a file, where in it they lie.
/// Only <see cref="AddressSpace"/> changes one.
/// </summary>
public sealed partial class VmArea
{
    /// <summary>All that a mapping can allow.</summary>
    internal const MmapProtection AllAccess = MmapProtection.Read | MmapProtection.Write | MmapProtection.Exec;

    internal VmArea(ulong start, ulong end)
    {
        Start = start;
        End = end;
    }

    /// <summary>The first address, a multiple of the page size.</summary>
    public ulong Start { get; private set; }

    /// <summary>The address behind the last, a multiple of the page size, above <see cref="Start"/>.</summary>
    public ulong End { get; private set; }

    /// <summary>In bytes.</summary>
    public ulong Length => End - Start;

    /// <summary>Read, write and execute as the program asked for them.</summary>
    public MmapProtection Protection { get; internal set; }

    /// <summary>The most that <c>mprotect(2)</c> may give it.</summary>
    public MmapProtection MaximumProtection { get; init; } = AllAccess;

    public VmAreaFlags Flags { get; internal set; }

    /// <summary>What it shows; null for private anonymous memory.</summary>
    public MappedFile? File { get; init; }

    /// <summary>Where in the file <see cref="Start"/> lies, in bytes, a multiple of the page size; 0 without one.</summary>
    public ulong FileOffset { get; private set; }

    public bool IsShared => (Flags & VmAreaFlags.Shared) != 0;

    public bool GrowsDown => (Flags & VmAreaFlags.GrowsDown) != 0;

    /// <summary>Whether RLIMIT_DATA counts it: private, no stack, and it can be written.</summary>
    public bool IsData => IsDataWith(Protection);

    /// <summary>Whether anything may be done with it at all.</summary>
    public bool IsAccessible => (Protection & AllAccess) != 0;

    /// <summary>Where the room that it needs begins: a stack wants its guard gap free.</summary>
    internal ulong GuardedStart =>
        !GrowsDown ? Start : Start > UserSpace.StackGuardGap ? Start - UserSpace.StackGuardGap : 0;

    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(ulong address) => address >= Start && address < End;

    /// <summary>Where in the file an address of the area lies, in bytes.</summary>
    public ulong FileOffsetAt(ulong address) => File is null ? 0 : FileOffset + (address - Start);

    /// <summary>Whether RLIMIT_DATA would count it with another protection.</summary>
    internal bool IsDataWith(MmapProtection protection) => !IsShared && !GrowsDown && (protection & MmapProtection.Write) != 0;

    /// <summary>A new area with this one's properties that shows what this one has at <paramref name="from"/>.</summary>
    internal VmArea CopyTo(ulong from, ulong start, ulong end) => new(start, end)
    {
        Protection = Protection,
        MaximumProtection = MaximumProtection,
        Flags = Flags,
        File = File,
        FileOffset = FileOffsetAt(from),
    };

    /// <summary>Places the area in its file.</summary>
    internal VmArea At(ulong fileOffset)
    {
        FileOffset = fileOffset;
        return this;
    }

    /// <summary>Gives it new borders; what it shows stays where it is.</summary>
    internal void SetRange(ulong start, ulong end)
    {
        if (File is not null)
        {
            FileOffset += start - Start;
        }

        Start = start;
        End = end;
    }

    /// <summary>Whether this area and the one behind it are one.</summary>
    internal bool ContinuesIn(VmArea next) =>
        End == next.Start
        && Protection == next.Protection
        && MaximumProtection == next.MaximumProtection
        && Flags == next.Flags
        && File == next.File
        && (File is null || FileOffset + Length == next.FileOffset);
}
