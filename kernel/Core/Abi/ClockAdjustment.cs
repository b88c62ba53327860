using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct timex of <c>adjtimex(2)</c>: 208 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 208)]
public struct ClockAdjustment
{
    /// <summary>What is to be changed.</summary>
    public ClockAdjustmentModes Modes;
    private readonly uint _padding;

    /// <summary>Micro- or nanoseconds by which the clock is to be moved.</summary>
    public long Offset;

    /// <summary>Parts in a million, with 16 bits behind the point, by which the clock is to be faster.</summary>
    public long Frequency;

    /// <summary>Microseconds by which the clock may be wrong, and by which it is thought to be.</summary>
    public long MaximumError;
    public long EstimatedError;

    /// <summary>Bits of <see cref="ClockStatus"/>.</summary>
    public ClockStatus Status;
    private readonly uint _secondPadding;

    /// <summary>How quickly a program's measurements count; the kernel keeps it.</summary>
    public long TimeConstant;

    /// <summary>Microseconds.</summary>
    public long Precision;

    /// <summary>The most that <see cref="Frequency"/> can be.</summary>
    public long Tolerance;

    /// <summary>The time of day, or how far it is to be moved; its second part may be nanoseconds.</summary>
    public Timeval Time;

    /// <summary>Microseconds from one tick to the next, of which there are 100 in a second.</summary>
    public long Tick;
}
