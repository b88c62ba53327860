using System;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Devices;

/// <content>Sending.</content>
internal partial struct SerialPort
{
    /// <summary>The interrupt for an empty transmitter.</summary>
    private const byte TransmitterEmpty = 0x02;

    private const byte TransmitHoldingEmpty = 0x20;

    /// <summary>Bytes that fit in once the transmitter is empty.</summary>
    private const int FifoSize = 16;

    /// <summary>
    /// Reads of the status before a transmitter that does not come free counts as stalled. 16 characters take 1.4 ms at this
    /// speed, and a read of a port takes about a microsecond. An emulator's port stalls when nobody reads what it has sent.
    /// </summary>
    private const int WaitLimit = 100_000;

    /// <summary>Whether the transmitter has ceased to send. The port interrupts, for <see cref="MachineEvents.Serial"/>, when it goes on.</summary>
    public readonly bool IsStalled => _isStalled;

    /// <summary>How often it has gone on.</summary>
    public readonly uint Resumptions => _resumptions;

    /// <summary>
    /// Sends bytes; a line feed goes out as carriage return and line feed. Never waits without a bound: what a stalled transmitter does
    /// not take is lost.
    /// </summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value == '\n')
            {
                TrySend((byte)'\r');
            }

            TrySend(value);
        }
    }

    /// <summary>Sends bytes as they are. Never waits without a bound.</summary>
    /// <returns>How many: all, unless the transmitter has stalled. Without a port they vanish.</returns>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length && TrySend(bytes[count]))
        {
            count++;
        }

        return count;
    }

    private bool TrySend(byte value)
    {
        if (_room == 0 && _present)
        {
            if (!WaitForTransmitter())
            {
                return false;
            }

            _room = FifoSize;
        }

        if (_present)
        {
            _room--;
            Out(0, value);
        }

        return true;
    }

    private bool WaitForTransmitter()
    {
        // One that has stalled is not waited for again and again.
        for (int i = IsStalled ? WaitLimit - 1 : 0; i < WaitLimit; i++)
        {
            if ((ReadStatus() & TransmitHoldingEmpty) != 0)
            {
                return true;
            }
        }

        bool enabled = CpuInstructions.DisableInterrupts();
        _isStalled = _present;
        EnableInterrupts();
        Restore(enabled);
        return !_present;
    }

    /// <summary>Looks whether a stalled transmitter sends again. Interrupts are disabled.</summary>
    private void NoteTransmitter(byte status)
    {
        if (IsStalled && (status & TransmitHoldingEmpty) != 0)
        {
            _isStalled = false;
            _resumptions++;
            EnableInterrupts();
            MachineInterrupts.Note(MachineEvents.Serial);
        }
    }
}
