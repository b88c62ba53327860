using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The last free frames, which are for the kernel's own heap: programs get none of them, so that calls which want a few objects do
/// not fail because some program has taken all pages.
/// </summary>
internal static class FrameReserve
{
    /// <summary>The reserve is the square root of so many times the memory, both in KiB: Linux's vm.min_free_kbytes.</summary>
    private const ulong Share = 16;

    private const ulong Kibibyte = 1024;

    /// <summary>Files leave one of so many frames to programs.</summary>
    private const ulong ProgramShare = 16;

    private static MemoryRelief? s_relief;
    private static ulong s_frames;

    /// <summary>Whether the heap has grown into the reserve.</summary>
    private static bool s_isTouched;

    /// <summary>From now on there is a reserve, and who makes room when programs come to it.</summary>
    public static void Begin(MemoryRelief relief)
    {
        s_relief = relief;
        ulong memory = FrameAllocator.TotalFrames * MemoryMap.PageSize / Kibibyte;
        s_frames = (ulong)Math.Sqrt(memory * Share) * Kibibyte / MemoryMap.PageSize;
    }

    /// <summary>Whether so many frames are free besides the reserve.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasRoom(ulong frames) => FrameAllocator.FreeFrames >= s_frames + frames;

    /// <summary>Whether so many frames are free besides a half of the reserve.</summary>
    public static bool HasUrgentRoom(ulong frames) => FrameAllocator.FreeFrames >= (s_frames / 2) + frames;

    /// <summary>Whether a frame is free besides the reserve and what files leave to programs.</summary>
    public static bool HasRoomForFiles => HasRoom((FrameAllocator.TotalFrames / ProgramShare) + 1);

    /// <summary>Whether a file may take a frame.</summary>
    public static bool MayFilesGrow() => HasRoomForFiles || s_relief is null || s_relief.MayFilesGrow();

    /// <summary>Makes sure that a program may take so many frames; false when memory is out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMakeRoom(ulong frames) => HasRoom(frames) || TryRelieve(frames);

    /// <summary>A frame of zeros for programs, with one reference; <see cref="FrameAllocator.None"/> when memory is out.</summary>
    public static ulong AllocateZeroed() => TryMakeRoom(1) ? SharedFrames.AllocateZeroed() : FrameAllocator.None;

    /// <summary>The same with the contents of another frame.</summary>
    public static ulong AllocateCopy(ulong source) => TryMakeRoom(1) ? SharedFrames.AllocateCopy(source) : FrameAllocator.None;

    /// <summary>The heap has taken frames: if they were of the reserve, the running thread makes room before it goes to ring 3.</summary>
    public static void NoteHeapGrowth()
    {
        if (!HasRoom(0))
        {
            s_isTouched = true;
            UserWork.Request();
        }
    }

    /// <summary>Whether the heap has grown into the reserve since the last call.</summary>
    public static bool TakeHeapGrowth()
    {
        bool isTouched = s_isTouched;
        s_isTouched = false;
        return isTouched;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryRelieve(ulong frames) => s_relief is not null && s_relief.TryMakeRoom(frames);
}
