using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>Numbers of terminals' devices in Linux's list (<c>Documentation/admin-guide/devices.txt</c>).</summary>
public static class TerminalNumbers
{
    /// <summary>/dev/tty, /dev/console and /dev/ptmx.</summary>
    internal const uint AlternateMajor = 5;

    private const uint TerminalMajor = 4;
    private const uint FirstSerialMinor = 64;
    private const uint SlaveMajor = 136;

    /// <summary>/dev/tty1 and so on; number 0 is the one that is visible.</summary>
    internal static DeviceNumber Virtual(int number) => new(TerminalMajor, (uint)number);

    /// <summary>/dev/ttyS0 and so on.</summary>
    public static DeviceNumber Serial(int index) => new(TerminalMajor, FirstSerialMinor + (uint)index);

    /// <summary>/dev/pts/0 and so on.</summary>
    internal static DeviceNumber Slave(int index) => new(SlaveMajor, (uint)index);
}
