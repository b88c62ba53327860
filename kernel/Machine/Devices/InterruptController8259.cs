using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The two Intel 8259A interrupt controllers of the PC. The firmware leaves them on vectors that the CPU uses for
/// exceptions, so they are moved away, and every line is masked.
/// </summary>
internal static class InterruptController8259
{
    /// <summary>Vector of line 0; line 8 follows at the next eight.</summary>
    public const byte FirstVector = 0x20;

    private const ushort MasterCommand = 0x20;
    private const ushort MasterData = 0x21;
    private const ushort SlaveCommand = 0xa0;
    private const ushort SlaveData = 0xa1;

    // Initialization command words (Intel 8259A data sheet).
    private const byte Icw1NeedIcw4 = 0x11;
    private const byte Icw3SlaveOnLine2 = 1 << 2;
    private const byte Icw3SlaveIdentity = 2;
    private const byte Icw4Mode8086 = 0x01;
    private const byte MaskAll = 0xff;

    /// <summary>Moves both controllers to <see cref="FirstVector"/> and masks them.</summary>
    public static void Disable()
    {
        Native.OutByte(MasterData, MaskAll);
        Native.OutByte(SlaveData, MaskAll);
        Native.OutByte(MasterCommand, Icw1NeedIcw4);
        Native.OutByte(SlaveCommand, Icw1NeedIcw4);
        Native.OutByte(MasterData, FirstVector);
        Native.OutByte(SlaveData, FirstVector + 8);
        Native.OutByte(MasterData, Icw3SlaveOnLine2);
        Native.OutByte(SlaveData, Icw3SlaveIdentity);
        Native.OutByte(MasterData, Icw4Mode8086);
        Native.OutByte(SlaveData, Icw4Mode8086);
        Native.OutByte(MasterData, MaskAll);
        Native.OutByte(SlaveData, MaskAll);
    }
}
