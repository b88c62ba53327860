using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>
/// struct sched_attr of <c>sched_setattr(2)</c> in its first version: 48 bytes. Behind them lie two bounds of 4 bytes each for how much of
/// a processor a thread uses.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct SchedulingAttributes
{
    /// <summary>Bytes with the bounds.</summary>
    public const uint StructureSize = 56;

    /// <summary>Bytes without them.</summary>
    public const uint FirstSize = 48;

    /// <summary>How many bytes the caller knows.</summary>
    public uint Size;

    public SchedulingPolicy Policy;

    public SchedulingFlags Flags;

    public int Nice;

    /// <summary>Of real time, 1 to 99; else 0.</summary>
    public uint Priority;

    /// <summary>Nanoseconds, of <see cref="SchedulingPolicy.Deadline"/>; of others how long they run before others are looked at.</summary>
    public ulong Runtime;
    public ulong Deadline;
    public ulong Period;
}
