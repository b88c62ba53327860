using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>The terminal on a serial port. The port interrupts when it has received something, and is polled to send.</summary>
internal sealed class SerialTerminal : Terminal
{
    private readonly SerialLine _line;
    private uint _resumptions;

    internal SerialTerminal(int port)
        : base(TerminalNumbers.Serial(port))
    {
        _line = new SerialLine(port);
        DeviceEvents.Serial.Add(new ReceivedEntry(this));
    }

    protected internal override bool IsPresent => _line.IsPresent;

    protected override int MostAtOnce => SerialLine.ReceiveCapacity;

    protected internal override bool TryReceive(out byte value, out bool isBreak) => _line.TryRead(out value, out isBreak);

    protected internal override int TransmitRoom => _line.IsStalled ? 0 : base.TransmitRoom;

    protected internal override int Transmit(ReadOnlySpan<byte> bytes) => _line.Write(bytes);

    protected override void PieceSent() => Scheduler.Work();

    private sealed class ReceivedEntry(SerialTerminal terminal) : WaitEntry
    {
        protected internal override void Wake()
        {
            terminal.Receive();
            if (terminal._resumptions != terminal._line.Resumptions)
            {
                terminal._resumptions = terminal._line.Resumptions;
                terminal.GoOnSending();
            }
        }
    }
}
