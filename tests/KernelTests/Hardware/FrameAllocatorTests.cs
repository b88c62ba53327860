using System;
using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Frames of the running kernel.</summary>
public static unsafe class FrameAllocatorTests
{
    [Test]
    public static void AFrameComesAndGoes()
    {
        ulong free = FrameAllocator.FreeFrames;
        ulong first = FrameAllocator.Allocate();
        ulong second = FrameAllocator.Allocate();
        Check.NotEqual(FrameAllocator.None, first);
        Check.NotEqual(first, second);
        Check.Equal(free - 2, FrameAllocator.FreeFrames);
        FrameAllocator.Free(first);
        FrameAllocator.Free(second);
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void AZeroedFrameIsZero()
    {
        const int Most = 64;
        ulong frame = FrameAllocator.Allocate();
        new Span<byte>(DirectMap.ToPointer(frame), (int)MemoryMap.PageSize).Fill(0xff);
        FrameAllocator.Free(frame);

        // Those that are known to be zero come before the first free one, which is the one just given back.
        Span<ulong> taken = stackalloc ulong[Most];
        int count = 0;
        do
        {
            taken[count] = FrameAllocator.AllocateZeroed();
            Check.That(!new ReadOnlySpan<byte>(DirectMap.ToPointer(taken[count]), (int)MemoryMap.PageSize).ContainsAnyExcept((byte)0));
        }
        while (taken[count++] != frame && count < Most);
        Check.Equal(frame, taken[count - 1]);
        foreach (ulong zeroed in taken[..count])
        {
            FrameAllocator.Free(zeroed);
        }
    }

    [Test]
    public static void AFrameGivenBackFullOfZerosIsTheNextOne()
    {
        ulong free = FrameAllocator.FreeFrames;
        ulong frame = FrameAllocator.AllocateZeroed();
        FrameAllocator.FreeZeroed(frame);
        Check.Equal(free, FrameAllocator.FreeFrames);
        Check.Equal(frame, FrameAllocator.AllocateZeroed());
        FrameAllocator.Free(frame);
        Check.Equal(free, FrameAllocator.FreeFrames);
    }

    [Test]
    public static void FramesLieInUsableMemoryOutsideTheImage()
    {
        ulong frame = FrameAllocator.Allocate();
        ulong imageEnd = DirectMap.ImageToPhysical(KernelImage.End);
        Check.That(frame >= imageEnd || frame < DirectMap.ImageToPhysical(KernelImage.Start));
        Check.That(frame >= 1 << 20);
        FrameAllocator.Free(frame);
    }
}
