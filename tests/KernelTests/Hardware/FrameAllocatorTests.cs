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
        ulong frame = FrameAllocator.Allocate();
        ulong* words = (ulong*)DirectMap.ToPointer(frame);
        for (int i = 0; i < 512; i++)
        {
            words[i] = ulong.MaxValue;
        }

        FrameAllocator.Free(frame);
        ulong again = FrameAllocator.AllocateZeroed();
        Check.Equal(frame, again); // the first free frame is the one just given back
        for (int i = 0; i < 512; i++)
        {
            Check.Equal(0UL, words[i]);
        }

        FrameAllocator.Free(again);
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
