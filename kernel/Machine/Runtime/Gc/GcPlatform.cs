namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// What the collector asks of the machine under it. The kernel answers from its page tables and threads, the host
/// tests from <c>mmap</c>; nothing else in this folder knows which of the two it runs on.
/// </summary>
internal static unsafe partial class GcPlatform
{
    /// <summary>First byte of the reserved range for objects; aligned to <see cref="HeapGeometry.UnitSize"/>.</summary>
    internal static partial byte* HeapBase { get; }

    /// <summary>Reserved bytes of address space for objects, a multiple of <see cref="HeapGeometry.UnitSize"/>.</summary>
    internal static partial nuint HeapSize { get; }

    /// <summary>First byte of the reserved range for the collector's own tables; page aligned.</summary>
    internal static partial byte* MetadataBase { get; }

    /// <summary>Reserved bytes for tables: at least <see cref="HeapSize"/> / 4096 + 16 MiB.</summary>
    internal static partial nuint MetadataSize { get; }

    /// <summary>Physical memory of the machine in bytes; the collection budget is scaled by it.</summary>
    internal static partial ulong TotalMemoryBytes { get; }

    /// <summary>Free page frames at this moment.</summary>
    internal static partial nuint AvailablePages { get; }

    /// <summary>
    /// Backs <paramref name="count"/> pages of 4 KiB from <paramref name="address"/> with memory that reads as zero.
    /// All or nothing: on failure nothing stays mapped.
    /// </summary>
    /// <returns>False when memory is out.</returns>
    internal static partial bool MapPages(byte* address, nuint count);

    /// <summary>Takes the frames under mapped pages back.</summary>
    internal static partial void UnmapPages(byte* address, nuint count);

    /// <summary>
    /// Reports every root outside the collector's own tables: stacks and saved registers as ranges of words that
    /// may hold pointers anywhere into objects, thread statics and other known references slot by slot. The running
    /// stack starts at <see cref="Collector.StackPointer"/>, which lies below the saved registers.
    /// </summary>
    internal static partial void EnumerateRoots(
        delegate*<byte*, byte*, void> conservativeRange, delegate*<void**, void> exactSlot);

    /// <summary>A monotonic tick count (the time-stamp counter).</summary>
    internal static partial ulong Timestamp();

    /// <summary>Ticks of <see cref="Timestamp"/> in a second, 0 while not yet measured.</summary>
    internal static partial ulong TimestampFrequency { get; }

    /// <summary>Disables interrupts on this CPU.</summary>
    /// <returns>Whether they were enabled, for <see cref="RestoreInterrupts"/>.</returns>
    internal static partial bool DisableInterrupts();

    /// <summary>Enables interrupts again when <paramref name="enabled"/> says that they were.</summary>
    internal static partial void RestoreInterrupts(bool enabled);

    /// <summary>Stops the machine: the heap is damaged or used against its contract. Does not return.</summary>
    internal static partial void Fail(string reason);
}
