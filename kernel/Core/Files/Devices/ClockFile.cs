using Lodestar.Core.Abi;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Devices;

/// <summary>An open clock. There are no interrupts of it to read.</summary>
/// <param name="inode">The node that led to it.</param>
/// <param name="clock">The clock.</param>
/// <param name="flags">As it was opened.</param>
public sealed class ClockFile(Inode inode, RealTimeClock clock, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The clock.</summary>
    public RealTimeClock Clock { get; } = clock;

    public override bool IsSeekable => false;

    public override PollEvents Readiness => PollEvents.None;
}
