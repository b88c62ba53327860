using System;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// The first serial port (COM1), a 16550 UART (National Semiconductor PC16550D data sheet): 115,200 baud, 8N1, polled.
/// A machine without one is fine.
/// </summary>
internal static class SerialPort
{
    private const ushort Base = 0x3f8;
    private const ushort TransmitHolding = Base;
    private const ushort InterruptEnable = Base + 1;
    private const ushort FifoControl = Base + 2;
    private const ushort LineControl = Base + 3;
    private const ushort ModemControl = Base + 4;
    private const ushort LineStatus = Base + 5;
    private const ushort Scratch = Base + 7;

    private const byte DivisorLatchAccess = 0x80;
    private const byte EightBitsNoParityOneStop = 0x03;
    private const byte FifoEnableAndClear = 0x07;
    private const byte DataTerminalAndRequestToSend = 0x03;
    private const byte TransmitHoldingEmpty = 0x20;

    /// <summary>Bytes that fit in once the transmitter is empty.</summary>
    private const int FifoSize = 16;

    /// <summary>
    /// Reads of the status before a transmitter that does not come free is given up. 16 characters take 1.4 ms at this
    /// speed, and a read of a port takes about a microsecond.
    /// </summary>
    private const int WaitLimit = 100_000;

    private static bool s_present;
    private static int s_room;

    /// <summary>Whether there is a port that takes output.</summary>
    public static bool IsPresent => s_present;

    /// <summary>Looks for the port and sets it up.</summary>
    public static void Initialize()
    {
        // The scratch register holds what is written to it; an empty bus reads as all ones.
        if (!ScratchHolds(0x5a) || !ScratchHolds(0xa5))
        {
            return;
        }

        Native.OutByte(InterruptEnable, 0);
        Native.OutByte(LineControl, DivisorLatchAccess);
        Native.OutByte(Base, 1);
        Native.OutByte(Base + 1, 0);
        Native.OutByte(LineControl, EightBitsNoParityOneStop);
        Native.OutByte(FifoControl, FifoEnableAndClear);
        Native.OutByte(ModemControl, DataTerminalAndRequestToSend);
        s_present = true;
    }

    /// <summary>Sends bytes; a line feed goes out as carriage return and line feed. Never waits without a bound.</summary>
    public static void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value == '\n')
            {
                Send((byte)'\r');
            }

            Send(value);
        }
    }

    private static void Send(byte value)
    {
        if (s_room == 0 && s_present)
        {
            s_present = WaitForTransmitter();
            s_room = FifoSize;
        }

        if (s_present)
        {
            s_room--;
            Native.OutByte(TransmitHolding, value);
        }
    }

    private static bool WaitForTransmitter()
    {
        for (int i = 0; i < WaitLimit; i++)
        {
            if ((Native.InByte(LineStatus) & TransmitHoldingEmpty) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool ScratchHolds(byte value)
    {
        Native.OutByte(Scratch, value);
        return Native.InByte(Scratch) == value;
    }
}
