using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>What a timer is set to, struct itimerspec of <c>itimerspec(3type)</c>: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TimerInterval
{
    /// <summary>it_interval: from one expiration to the next.</summary>
    public Timespec Interval;

    /// <summary>it_value: until the first.</summary>
    public Timespec Value;
}
