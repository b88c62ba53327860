using Lodestar.Machine.Cpu;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The keyboard controller's registers, and what it has sent since it interrupts (Intel 8042; IBM PS/2 technical reference). What the
/// bytes mean, and how the controller is set up, is the safe half's.
/// </summary>
public static class KeyboardLine
{
    /// <summary>Where it interrupts.</summary>
    internal const int InterruptLine = 1;

    private const ushort Data = 0x60;
    private const ushort StatusAndCommand = 0x64;

    private const byte Absent = 0xff;
    private const byte OutputFull = 0x01;

    /// <summary>What waits came from the second port, the mouse's.</summary>
    private const byte FromSecondPort = 0x20;

    /// <summary>Bytes that are taken at one interrupt: a broken controller may always have one more.</summary>
    private const int MostAtOnce = 16;

    private static ReceiveRing s_received;
    private static RegisterKey s_registerKey;
    private static bool s_wantsRegisters;

    /// <summary>Reads the status, port 64; all ones where there is no controller.</summary>
    public static byte ReadStatus() => Native.InByte(StatusAndCommand);

    /// <summary>Reads what waits in the controller, port 60. Not once it interrupts.</summary>
    public static byte ReadData() => Native.InByte(Data);

    /// <summary>Writes port 60.</summary>
    public static void WriteData(byte value) => Native.OutByte(Data, value);

    /// <summary>Writes port 64.</summary>
    public static void WriteCommand(byte value) => Native.OutByte(StatusAndCommand, value);

    /// <summary>Lets the controller interrupt: what it sends is in <see cref="TryTake"/> then.</summary>
    public static void EnableInterrupt()
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        InterruptLines.Unmask(InterruptLine);

        // The line interrupts when it rises: of a byte that came before, it would not.
        Receive();
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>Takes a byte that the keyboard has sent; false if there is none.</summary>
    public static bool TryTake(out byte value) => s_received.TryTake(out value, out _);

    /// <summary>Whether somebody has typed the keys that ask for the registers, since this was asked last.</summary>
    internal static bool TakeRegisterRequest()
    {
        bool wanted = s_wantsRegisters;
        s_wantsRegisters = false;
        return wanted;
    }

    /// <summary>Takes what waits out of the controller. Interrupts are disabled. What there is no room for is lost.</summary>
    internal static void Receive()
    {
        for (int i = 0; i < MostAtOnce; i++)
        {
            byte status = ReadStatus();
            if (status == Absent || (status & OutputFull) == 0)
            {
                return;
            }

            byte value = ReadData();
            if ((status & FromSecondPort) == 0 && s_received.Count < ReceiveRing.Capacity)
            {
                s_wantsRegisters |= s_registerKey.Take(value);
                s_received.Add(value, isBreak: false);
                MachineInterrupts.Note(MachineEvents.Keyboard);
            }
        }
    }
}
