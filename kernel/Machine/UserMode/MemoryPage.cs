using System;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// A page of memory (4 KiB) that belongs to no one address space: of a file, or of memory that programs share. The handle is one
/// reference to it, each place where it is mapped another. Bytes may be used until <see cref="Release"/>, and no longer.
/// </summary>
public sealed unsafe class MemoryPage
{
    private ulong _frame;

    private MemoryPage()
    {
    }

    /// <summary>What the page holds. Programs that have it mapped see every change.</summary>
    public Span<byte> Bytes => new(DirectMap.ToPointer(Frame), (int)MemoryMap.PageSize);

    /// <summary>Whether an address space has the page.</summary>
    public bool IsMapped => !SharedFrames.IsSole(Frame);

    /// <summary>Its physical address.</summary>
    internal ulong Frame => _frame != FrameAllocator.None ? _frame : RejectReleased();

    /// <summary>A page of zeros; null when memory is out.</summary>
    public static MemoryPage? TryAllocate()
    {
        MemoryPage page = new();
        page._frame = FrameReserve.AllocateZeroed();
        return page._frame == FrameAllocator.None ? null : page;
    }

    /// <summary>A page of zeros that is to grow a file; null when memory is out for that.</summary>
    public static MemoryPage? TryAllocateForFile() => FrameReserve.MayFilesGrow() ? TryAllocate() : null;

    /// <summary>Ends the handle. The page lives on where it is mapped.</summary>
    public void Release()
    {
        ulong frame = Frame;
        _frame = FrameAllocator.None;
        SharedFrames.Drop(frame);
    }

    private static ulong RejectReleased() => throw new InvalidOperationException("The page was released.");
}
