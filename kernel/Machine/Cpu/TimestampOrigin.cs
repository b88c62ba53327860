namespace Lodestar.Machine.Cpu;

/// <summary>Where the frequency of the time stamp counter is known from.</summary>
public enum TimestampOrigin
{
    /// <summary>Nobody knows it.</summary>
    Assumed,

    /// <summary>The CPU, to the accuracy of its crystal.</summary>
    Crystal,

    /// <summary>The CPU, to a few MHz.</summary>
    BaseFrequency,

    /// <summary>The hypervisor, who makes it.</summary>
    Hypervisor,

    /// <summary>5 ms of the interval timer.</summary>
    IntervalTimer,

    /// <summary>A later measurement.</summary>
    Corrected,
}
