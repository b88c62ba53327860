namespace Lodestar.Core.Memory;

/// <summary>Arithmetic with pages of 4 KiB, the only size that programs get.</summary>
public static class Page
{
    public const int Shift = 12;

    /// <summary>In bytes.</summary>
    public const ulong Size = 1UL << Shift;

    private const ulong OffsetMask = Size - 1;

    /// <summary>The page that an address lies in.</summary>
    public static ulong RoundDown(ulong value) => value & ~OffsetMask;

    /// <summary>The next page boundary; 0 when there is none below 2⁶⁴, so that callers who care can see it.</summary>
    public static ulong RoundUp(ulong value) => (value + OffsetMask) & ~OffsetMask;

    /// <summary>Where in its page an address lies.</summary>
    public static ulong Offset(ulong value) => value & OffsetMask;

    public static bool IsAligned(ulong value) => (value & OffsetMask) == 0;
}
