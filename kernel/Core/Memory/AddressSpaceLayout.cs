using System;

namespace Lodestar.Core.Memory;

/// <summary>Where the parts of a program go, by Linux's rules for x86-64.</summary>
public readonly struct AddressSpaceLayout
{
    private const ulong MmapPages = 1UL << 28;
    private const ulong StackPages = 1UL << 22;
    private const ulong BreakPages = 1UL << 13;

    /// <summary>Room below the stack's top that mappings keep out of, however small the stack's limit is.</summary>
    private const ulong SmallestStackRoom = 128UL << 20;

    private const ulong LargestStackRoom = UserSpace.End / 6 * 5;

    /// <summary>Makes a layout.</summary>
    /// <param name="randomness">What moves it.</param>
    /// <param name="stackLimit">RLIMIT_STACK in bytes; all ones for none.</param>
    public AddressSpaceLayout(in LayoutRandomness randomness, ulong stackLimit)
    {
        ulong mmap = randomness.Mmap % MmapPages * Page.Size;
        StackTop = UserSpace.End - (randomness.Stack % StackPages * Page.Size);
        ImageBase = Page.RoundDown(UserSpace.End / 3 * 2) + (randomness.Image % MmapPages * Page.Size);
        BreakOffset = randomness.Break % BreakPages * Page.Size;
        MmapBottom = Page.RoundUp(UserSpace.End / 3) + mmap;

        ulong pad = (StackPages * Page.Size) + UserSpace.StackGuardGap;
        ulong room = stackLimit > ulong.MaxValue - pad ? stackLimit : stackLimit + pad;
        MmapTop = Page.RoundDown(UserSpace.End - Math.Clamp(room, SmallestStackRoom, LargestStackRoom) - mmap);
    }

    /// <summary>The address behind the stack.</summary>
    public ulong StackTop { get; }

    /// <summary>Where <c>mmap(2)</c> begins to search downwards.</summary>
    public ulong MmapTop { get; }

    /// <summary>Where it begins to search upwards when nothing is free below <see cref="MmapTop"/>.</summary>
    public ulong MmapBottom { get; }

    /// <summary>Where the lowest segment of a position-independent program goes.</summary>
    public ulong ImageBase { get; }

    /// <summary>Bytes between the program's end and its heap.</summary>
    public ulong BreakOffset { get; }
}
