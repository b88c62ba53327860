namespace Lodestar.Core.Tasks;

/// <summary>Who wants to hear of devices. The entries are called as part of whichever thread runs, and may not wait.</summary>
public static class DeviceEvents
{
    /// <summary>A serial port has received something.</summary>
    public static WaitQueue Serial { get; } = new();

    /// <summary>The keyboard has sent something.</summary>
    public static WaitQueue Keyboard { get; } = new();

    /// <summary>The kernel has logged something.</summary>
    public static WaitQueue Log { get; } = new();
}
