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

    /// <summary>Whether so many frames are free besides the reserve.</summary>
    protected static bool HasRoom(ulong frames) => FrameReserve.HasRoom(frames);

    /// <summary>Whether so many frames are free besides a half of the reserve, for who must not fail and gives memory back soon.</summary>
    protected static bool HasUrgentRoom(ulong frames) => FrameReserve.HasUrgentRoom(frames);

    /// <summary>Whether the kernel's heap has grown into the reserve since the last call.</summary>
    protected static bool TakeHeapGrowth() => FrameReserve.TakeHeapGrowth();
}
