namespace Lodestar.Core.Memory;

/// <summary>The half of the address space that belongs to programs, with Linux's borders for x86-64.</summary>
public static class UserSpace
{
    /// <summary>
    /// The first address that can be mapped, and the lowest that a stack grows to (<c>vm.mmap_min_addr</c>). Below it nothing ever
    /// is, whoever asks: a null reference with an offset in the kernel must not find a program's memory.
    /// </summary>
    public const ulong Start = 0x1_0000;

    /// <summary>
    /// One page before the canonical half ends. A <c>syscall</c> instruction at the very end would return to an address that
    /// is not canonical, which <c>sysret</c> on Intel CPUs takes as a fault in ring 0.
    /// </summary>
    public const ulong End = 0x7FFF_FFFF_F000;

    /// <summary>Bytes that stay free below a growing stack: 256 pages (<c>stack_guard_gap</c>).</summary>
    public const ulong StackGuardGap = 256 * Page.Size;

    /// <summary>The most areas of one program (<c>vm.max_map_count</c>).</summary>
    public const int MaximumAreas = 65530;
}
