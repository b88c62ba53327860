using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>The collector's view of the kernel: its page tables, its threads, its clock.</summary>
internal static unsafe partial class GcPlatform
{
    internal static partial byte* HeapBase => (byte*)MemoryMap.Heap;

    internal static partial nuint HeapSize => unchecked((nuint)MemoryMap.HeapSize);

    internal static partial byte* MetadataBase => (byte*)MemoryMap.HeapMetadata;

    internal static partial nuint MetadataSize => unchecked((nuint)MemoryMap.HeapMetadataSize);

    internal static partial ulong TotalMemoryBytes => FrameAllocator.TotalFrames * MemoryMap.PageSize;

    internal static partial nuint AvailablePages => (nuint)FrameAllocator.FreeFrames;

    internal static partial bool MapPages(byte* address, nuint count)
    {
        bool mapped = KernelAddressSpace.MapPages(address, count, PageProtection.ReadWrite);
        FrameReserve.NoteHeapGrowth();
        return mapped;
    }

    internal static partial void UnmapPages(byte* address, nuint count) => KernelAddressSpace.UnmapPages(address, count);

    /// <summary>
    /// Every thread's stack, from where its thread stands: it holds every other thing, saved registers of interrupts and
    /// exceptions in flight included. The interrupt stacks (IST) never run managed code that holds references while a
    /// collection is possible.
    /// </summary>
    internal static partial void EnumerateRoots(
        delegate*<byte*, byte*, void> conservativeRange, delegate*<void**, void> exactSlot)
    {
        RuntimeThread* boot = Native.GetBootThread();
        Enumerate(boot, conservativeRange, exactSlot);
        for (RuntimeThread* thread = RuntimeThread.First; thread != null; thread = thread->Next)
        {
            Enumerate(thread, conservativeRange, exactSlot);
        }
    }

    private static void Enumerate(
        RuntimeThread* thread, delegate*<byte*, byte*, void> conservativeRange, delegate*<void**, void> exactSlot)
    {
        byte* low = thread == RuntimeThread.Current ? Collector.StackPointer : (byte*)thread->StackPointer;
        conservativeRange(low, thread->StackHigh);
        exactSlot(&thread->ThreadStatics);
    }

    internal static partial ulong Timestamp() => CpuInstructions.ReadTimestamp();

    internal static partial ulong TimestampFrequency => TimestampClock.Frequency;

    internal static partial bool DisableInterrupts() => CpuInstructions.DisableInterrupts();

    internal static partial void RestoreInterrupts(bool enabled)
    {
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    internal static partial void Fail(string reason) => RuntimeFailure.Stop(reason);
}
