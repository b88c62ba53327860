namespace Lodestar.Machine.Memory;

/// <summary>Frames that several page tables and handles refer to, counted in <see cref="FrameCounts"/>.</summary>
internal static class SharedFrames
{
    private static ulong s_zeros;

    /// <summary>The frame of zeros that shows wherever a program reads what it has never written. It is not counted, and stays.</summary>
    public static ulong Zeros => s_zeros;

    /// <summary>Takes the frame of zeros; false when memory is out. Called once, by the boot.</summary>
    public static bool TryInitialize()
    {
        s_zeros = FrameAllocator.AllocateZeroed();
        return s_zeros != FrameAllocator.None;
    }

    /// <summary>A frame of zeros with one reference; <see cref="FrameAllocator.None"/> when memory is out.</summary>
    public static ulong AllocateZeroed() => WithReference(FrameAllocator.AllocateZeroed());

    /// <summary>A frame with the contents of another one and one reference; <see cref="FrameAllocator.None"/> when memory is out.</summary>
    public static ulong AllocateCopy(ulong source)
    {
        if (source == s_zeros)
        {
            return AllocateZeroed();
        }

        ulong frame = WithReference(FrameAllocator.Allocate());
        if (frame != FrameAllocator.None)
        {
            PageMemory.Copy(frame, source);
        }

        return frame;
    }

    /// <summary>Adds a reference.</summary>
    public static void Add(ulong frame)
    {
        if (frame != s_zeros)
        {
            FrameCounts.Of(frame)++;
        }
    }

    /// <summary>Takes a reference away; the last one gives the frame back.</summary>
    public static void Drop(ulong frame)
    {
        if (frame != s_zeros && --FrameCounts.Of(frame) == 0)
        {
            FrameAllocator.Free(frame);
        }
    }

    /// <summary>Whether there is one reference and no more.</summary>
    public static bool IsSole(ulong frame) => frame != s_zeros && FrameCounts.Of(frame) == 1;

    private static ulong WithReference(ulong frame)
    {
        if (frame != FrameAllocator.None)
        {
            FrameCounts.Of(frame) = 1;
        }

        return frame;
    }
}
