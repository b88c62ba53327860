namespace Lodestar.Machine.UserMode;

/// <summary>Makes room when memory is out; the safe half implements it.</summary>
public abstract class MemoryRelief
{
    /// <summary>Becomes the one that is asked.</summary>
    protected void Begin() => FrameReserve.Begin(this);

    /// <summary>
    /// Programs want more frames (4 KiB) than there are besides the kernel's reserve. It is called in the middle of calls and of
    /// faults, so it must not wait.
    /// </summary>
    /// <returns>Whether they may be taken.</returns>
    public abstract bool TryMakeRoom(ulong frames);

    /// <summary>
    /// Files want a frame, and there are few besides the kernel's reserve and what files leave to programs. Unlike a program's frames
    /// those of a file do not come back when somebody is ended.
    /// </summary>
    /// <returns>Whether they may have one, if need be at the cost of a program; otherwise it is ENOSPC.</returns>
    public abstract bool MayFilesGrow();

    /// <summary>Whether a frame is free besides the reserve and what files leave to programs.</summary>
    protected static bool HasRoomForFiles => FrameReserve.HasRoomForFiles;

    /// <summary>Whether so many frames are free besides the reserve.</summary>
    protected static bool HasRoom(ulong frames) => FrameReserve.HasRoom(frames);

    /// <summary>Whether so many frames are free besides a half of the reserve, for who must not fail and gives memory back soon.</summary>
    protected static bool HasUrgentRoom(ulong frames) => FrameReserve.HasUrgentRoom(frames);

    /// <summary>Whether the kernel's heap has grown into the reserve since the last call.</summary>
    protected static bool TakeHeapGrowth() => FrameReserve.TakeHeapGrowth();
}
