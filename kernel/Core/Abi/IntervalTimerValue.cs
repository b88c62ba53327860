using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>What a timer of <c>setitimer(2)</c> is set to, struct itimerval: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IntervalTimerValue
{
    /// <summary>it_interval: from one expiration to the next.</summary>
    public Timeval Interval;

    /// <summary>it_value: until the first.</summary>
    public Timeval Value;
}
