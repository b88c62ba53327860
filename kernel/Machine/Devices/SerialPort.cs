using System;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>
/// A serial port: a 16550 UART (National Semiconductor PC16550D data sheet), 115,200 baud, 8N1. It sends by
/// polling, and receives by interrupts. A machine without one is fine: what is written vanishes, and nothing is ever received.
/// </summary>
internal partial struct SerialPort
{
    /// <summary>The PC's ports COM1 and COM2, Linux's ttyS0 and ttyS1.</summary>
    public const int Count = 2;

    private const ushort Com1 = 0x3f8;
    private const ushort Com2 = 0x2f8;
    private const ushort InterruptEnable = 1;
    private const ushort FifoControl = 2;
    private const ushort LineControl = 3;
    private const ushort ModemControl = 4;
    private const ushort LineStatus = 5;
    private const ushort Scratch = 7;

    private const byte DivisorLatchAccess = 0x80;
    private const byte EightBitsNoParityOneStop = 0x03;

    /// <summary>Data that were received, and what the line's status has to tell: a break or a loss.</summary>
    private const byte ReceivedDataAndLineStatus = 0x05;

    /// <summary>Clears both FIFOs. Eight bytes interrupt, or fewer that have waited for the time of four.</summary>
    private const byte FifoEnableAndClear = 0x87;

    /// <summary>DTR, RTS, and OUT2, which on a PC connects the port to its interrupt line.</summary>
    private const byte ModemReady = 0x0b;
    private const byte DataReady = 0x01;
    private const byte OverrunError = 0x02;
    private const byte BreakInterrupt = 0x10;

    /// <summary>What an empty bus reads as; no port reports all of that at once.</summary>
    private const byte Gone = 0xff;

    private static Ports s_ports;

    private ushort _base;
    private bool _present;

    /// <summary>Bytes that the transmitter takes without a look at its status.</summary>
    private int _room;
    private bool _isStalled;
    private uint _resumptions;
    private ReceiveRing _received;

    /// <summary>The byte that is read next stands for a break: the status said so, and says it only once.</summary>
    private bool _isBreak;

    /// <summary>Receiving waits for room in <see cref="_received"/>.</summary>
    private bool _isStopped;
    private bool _hasOverrun;
    private bool _isOverrunReported;

    [InlineArray(Count)]
    private struct Ports
    {
        private SerialPort _first;
    }

    /// <summary>The port of the kernel's log: the first one.</summary>
    public static ref SerialPort Log => ref s_ports[0];

    /// <summary>Whether there is a port that takes output.</summary>
    public readonly bool IsPresent => _present;

    /// <summary>A port by its number from 0.</summary>
    public static ref SerialPort At(int index) => ref s_ports[index];

    /// <summary>Where a port interrupts.</summary>
    public static int InterruptLine(int index) => index == 0 ? 4 : 3;

    /// <summary>Looks for the ports and sets them up.</summary>
    public static void Initialize()
    {
        s_ports[0].Initialize(Com1);
        s_ports[1].Initialize(Com2);
    }

    /// <summary>Takes a byte that has been received; false if there is none. A break comes as a byte 0 with a mark.</summary>
    public bool TryRead(out byte value, out bool isBreak)
    {
        bool isThere = _received.TryTake(out value, out isBreak);
        if (_isStopped && _received.Count <= ReceiveRing.Capacity / 2)
        {
            bool enabled = CpuInstructions.DisableInterrupts();
            _isStopped = false;
            EnableInterrupts();
            Restore(enabled);
        }

        if (_hasOverrun && !_isOverrunReported)
        {
            _isOverrunReported = true;
            KernelLog.Warning($"serial port 0x{_base:x}: input came faster than it was taken, and some is lost; more is not reported");
        }

        return isThere;
    }

    /// <summary>Makes the port interrupt when it has received something, and when it sends again if it had ceased to.</summary>
    public readonly void EnableInterrupts() =>
        Out(InterruptEnable, (byte)((_isStopped ? 0 : ReceivedDataAndLineStatus) | (IsStalled ? TransmitterEmpty : 0)));

    /// <summary>
    /// Takes what has come out of the port, and notes when it sends again. Interrupts are disabled. Without room, what came stays
    /// there, and the port must not interrupt for it: whoever sends may be able to wait.
    /// </summary>
    /// <returns>The last status.</returns>
    public byte Receive()
    {
        byte status = In(LineStatus);
        if (status == Gone)
        {
            _present = false;
            return 0;
        }

        while ((status & DataReady) != 0)
        {
            _isBreak |= (status & BreakInterrupt) != 0;
            _hasOverrun |= (status & OverrunError) != 0;
            if (_received.Count == ReceiveRing.Capacity)
            {
                _isStopped = true;
                EnableInterrupts();
                break;
            }

            _received.Add(In(0), _isBreak);
            _isBreak = false;
            MachineInterrupts.Note(MachineEvents.Serial);
            status = In(LineStatus);
        }

        NoteTransmitter(status);
        return status;
    }

    private void Initialize(ushort port)
    {
        _base = port;

        // The scratch register holds what is written to it; an empty bus reads as all ones.
        if (!ScratchHolds(0x5a) || !ScratchHolds(0xa5))
        {
            return;
        }

        Out(InterruptEnable, 0);
        Out(LineControl, DivisorLatchAccess);
        Out(0, 1);
        Out(1, 0);
        Out(LineControl, EightBitsNoParityOneStop);
        Out(FifoControl, FifoEnableAndClear);
        Out(ModemControl, ModemReady);
        _present = true;
    }

    private byte ReadStatus()
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        byte status = Receive();
        Restore(enabled);
        return status;
    }

    private static void Restore(bool enabled)
    {
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    private readonly bool ScratchHolds(byte value)
    {
        Out(Scratch, value);
        return In(Scratch) == value;
    }

    private readonly byte In(ushort register) => Native.InByte((ushort)(_base + register));

    private readonly void Out(ushort register, byte value) => Native.OutByte((ushort)(_base + register), value);
}
