using Lodestar.Userland;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The collector's view of a process: its address space, its one thread, its clock.</summary>
internal static unsafe partial class GcPlatform
{
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    internal static partial byte* HeapBase => ProcessMemory.Heap;

    internal static partial nuint HeapSize => ProcessMemory.HeapSize;

    internal static partial byte* MetadataBase => ProcessMemory.Tables;

    internal static partial nuint MetadataSize => ProcessMemory.TablesSize;

    internal static partial ulong TotalMemoryBytes => ProcessMemory.Limit;

    internal static partial nuint AvailablePages => ProcessMemory.Used > ProcessMemory.Limit
        ? 0
        : (nuint)((ProcessMemory.Limit - ProcessMemory.Used) / HeapGeometry.PageSize);

    internal static partial bool MapPages(byte* address, nuint count) =>
        ProcessMemory.Commit(address, count * HeapGeometry.PageSize);

    internal static partial void UnmapPages(byte* address, nuint count) =>
        ProcessMemory.Decommit(address, count * HeapGeometry.PageSize);

    /// <summary>One thread. Its signal stack never runs code that holds references while a collection is possible.</summary>
    internal static partial void EnumerateRoots(
        delegate*<byte*, byte*, void> conservativeRange, delegate*<void**, void> exactSlot)
    {
        RuntimeThread* thread = RuntimeThread.Current;
        conservativeRange(Collector.StackPointer, thread->StackHigh);
        exactSlot(&thread->ThreadStatics);
    }

    internal static partial ulong Timestamp() => RuntimePlatform.UptimeNanoseconds;

    internal static partial ulong TimestampFrequency => NanosecondsPerSecond;

    /// <summary>A program has no interrupts, and its signals come from its own faults only.</summary>
    internal static partial bool DisableInterrupts() => false;

    internal static partial void RestoreInterrupts(bool enabled)
    {
    }

    internal static partial void Fail(string reason) => RuntimeFailure.Stop(reason);
}
