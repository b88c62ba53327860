using Lodestar.Core.Abi;
using Lodestar.Core.Time;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/rtc0, the clock that runs on a battery, <c>rtc(4)</c>: its time is read and set. It has no alarms.</summary>
/// <param name="clock">The clock.</param>
public sealed class ClockDevice(RealTimeClock clock)
    : CharacterDevice("rtc0", new DeviceNumber(Major, 0), FileMode.IrUsr | FileMode.IwUsr)
{
    /// <summary>The first that Linux gives to drivers without a number of their own (<c>devices.txt</c>, "234-254 char").</summary>
    public const uint Major = 254;

    public override string LinkName => "rtc";

    public override OpenFile Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new ClockFile(inode, clock, flags);
    }
}
