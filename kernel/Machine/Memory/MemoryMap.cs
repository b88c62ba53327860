namespace Lodestar.Machine.Memory;

/// <summary>
/// The kernel's half of the address space. Each region starts at a top-level page table entry of its own (512 GiB), which
/// is there from the boot on, so that every address space shares the whole half by copying 256 entries.
/// </summary>
internal static class MemoryMap
{
    /// <summary>Bytes of a page.</summary>
    public const ulong PageSize = 4096;

    /// <summary>First address of the kernel's half.</summary>
    public const ulong KernelHalf = 0xffff_8000_0000_0000;

    /// <summary>All RAM, one to one; writable and not executable, the kernel's own code and constants not writable.</summary>
    public const ulong DirectMap = 0xffff_8880_0000_0000;

    /// <summary>Physical addresses that the direct map has room for: those of a 46-bit CPU.</summary>
    public const ulong DirectMapSize = 1UL << 46;

    /// <summary>The collected heap.</summary>
    public const ulong Heap = 0xffff_d000_0000_0000;

    /// <summary>Addresses kept for the heap.</summary>
    public const ulong HeapSize = 256UL << 30;

    /// <summary>Tables of the garbage collector.</summary>
    public const ulong HeapMetadata = 0xffff_d100_0000_0000;

    /// <summary>Addresses kept for them.</summary>
    public const ulong HeapMetadataSize = 256UL << 30;

    /// <summary>Objects that the runtime makes once and never frees, and its other tables.</summary>
    public const ulong RuntimeData = 0xffff_d200_0000_0000;

    /// <summary>Addresses kept for them.</summary>
    public const ulong RuntimeDataSize = 64UL << 30;

    /// <summary>Kernel stacks, each under unmapped pages.</summary>
    public const ulong Stacks = 0xffff_d300_0000_0000;

    /// <summary>Registers of devices, not cached.</summary>
    public const ulong Mmio = 0xffff_d400_0000_0000;

    /// <summary>Addresses kept for them.</summary>
    public const ulong MmioSize = 256UL << 30;

    /// <summary>A page for a look at one frame after the other.</summary>
    public const ulong Window = Mmio + MmioSize;

    /// <summary>A number of 4 bytes for each frame that the direct map has room for.</summary>
    public const ulong FrameCounts = 0xffff_d500_0000_0000;

    /// <summary>The last 2 GiB, where the linker puts the image (<c>asm/kernel.ld</c>): physical address + this.</summary>
    public const ulong KernelImage = 0xffff_ffff_8000_0000;
}
