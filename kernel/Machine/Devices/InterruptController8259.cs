using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The two Intel 8259A interrupt controllers of the PC (Intel 8259A data sheet), edge triggered. The firmware leaves them on
/// vectors that the CPU uses for exceptions, so they are moved away.
/// </summary>
internal static class InterruptController8259
{
    /// <summary>Vector of line 0; line 8 follows at the next eight.</summary>
    public const byte FirstVector = 0x20;

    /// <summary>Lines of both together.</summary>
    public const int Lines = 16;

    private const ushort MasterCommand = 0x20;
    private const ushort MasterData = 0x21;
    private const ushort SlaveCommand = 0xa0;
    private const ushort SlaveData = 0xa1;

    private const int MasterLines = 8;
    private const int SlaveLine = 2;

    // Initialization command words.
    private const byte Icw1NeedIcw4 = 0x11;
    private const byte Icw3SlaveOnLine2 = 1 << SlaveLine;
    private const byte Icw3SlaveIdentity = SlaveLine;
    private const byte Icw4Mode8086 = 0x01;

    // Operation command words.
    private const byte Ocw2EndOfLine = 0x60;
    private const byte Ocw3ReadInService = 0x0b;

    /// <summary>The line of each controller that an interrupt comes on which went away before the CPU asked for its number.</summary>
    private const int SpuriousLine = 7;

    /// <summary>Moves both controllers to <see cref="FirstVector"/> and masks all lines.</summary>
    public static void Initialize()
    {
        SetUnmasked(0);
        Native.OutByte(MasterCommand, Icw1NeedIcw4);
        Native.OutByte(SlaveCommand, Icw1NeedIcw4);
        Native.OutByte(MasterData, FirstVector);
        Native.OutByte(SlaveData, FirstVector + MasterLines);
        Native.OutByte(MasterData, Icw3SlaveOnLine2);
        Native.OutByte(SlaveData, Icw3SlaveIdentity);
        Native.OutByte(MasterData, Icw4Mode8086);
        Native.OutByte(SlaveData, Icw4Mode8086);
        SetUnmasked(0);
    }

    /// <summary>Lets some lines through, a bit for each, and masks the others.</summary>
    public static void SetUnmasked(ushort lines)
    {
        // The slave's lines come through one of the master's.
        int passing = lines >> MasterLines != 0 ? lines | 1 << SlaveLine : lines;
        Native.OutByte(MasterData, (byte)~passing);
        Native.OutByte(SlaveData, (byte)(~passing >> MasterLines));
    }

    /// <summary>Ends the interrupt of a line that is being served.</summary>
    public static void EndInterrupt(int line)
    {
        if (line >= MasterLines)
        {
            Native.OutByte(SlaveCommand, (byte)(Ocw2EndOfLine | (line - MasterLines)));
            line = SlaveLine;
        }

        Native.OutByte(MasterCommand, (byte)(Ocw2EndOfLine | line));
    }

    /// <summary>
    /// Whether the interrupt of a line was spurious: the controller's last line, which then is not in service and must not be
    /// ended. What the slave has brought to the master is ended all the same.
    /// </summary>
    /// <param name="line">Any number.</param>
    public static bool TryEndSpurious(int line)
    {
        bool isSlave = line == MasterLines + SpuriousLine;
        if ((!isSlave && line != SpuriousLine) || IsInService(isSlave ? SlaveCommand : MasterCommand, SpuriousLine))
        {
            return false;
        }

        if (isSlave)
        {
            EndInterrupt(SlaveLine);
        }

        return true;
    }

    private static bool IsInService(ushort command, int line)
    {
        Native.OutByte(command, Ocw3ReadInService);
        return (Native.InByte(command) >> line & 1) != 0;
    }
}
