using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>
/// A pseudo-terminal, <c>pty(7)</c>: the terminal is the slave, and its line leads to the master, a file that another program has
/// open.
/// </summary>
public sealed partial class PseudoTerminal : Terminal
{
    /// <summary>Bytes on their way in each direction. Together with the 4 KiB of the line discipline as many as Linux takes.</summary>
    private const int RingSize = 16 * 1024;

    private readonly PseudoTerminalTable _table;
    private readonly ByteRing _toMaster = new(RingSize);
    private readonly ByteRing _toSlave = new(RingSize);

    internal PseudoTerminal(PseudoTerminalTable table, int index)
        : base(TerminalNumbers.Slave(index), TerminalSettings.ForPseudoTerminal())
    {
        _table = table;
        Index = index;
    }

    /// <summary>The number in /dev/pts.</summary>
    public int Index { get; }

    /// <summary>Whether the slave cannot be opened yet, TIOCSPTLCK.</summary>
    public bool IsLocked { get; set; } = true;

    /// <summary>Wakes who waits at the master.</summary>
    internal WaitQueue MasterChanged { get; } = new();

    protected internal override int TransmitRoom => _toMaster.Room;

    protected override bool IsCut => !_isMasterOpen;

    protected override bool HangsUpWithLeader => false;

    protected internal override bool TryReceive(out byte value, out bool isBreak)
    {
        Span<byte> one = stackalloc byte[1];
        bool isThere = _toSlave.Take(one) > 0;
        value = one[0];
        isBreak = false;
        if (isThere)
        {
            MasterChanged.Wake(PollEvents.Out | PollEvents.WrNorm);
        }

        return isThere;
    }

    protected internal override int Transmit(ReadOnlySpan<byte> bytes)
    {
        int count = _toMaster.Add(bytes);
        if (count > 0)
        {
            MasterChanged.Wake(PollEvents.In | PollEvents.RdNorm);
        }

        return count;
    }

    protected override Errno CheckOpen() => IsLocked || !_isMasterOpen ? Errno.EIO : Errno.None;

    protected override void Opened()
    {
        _wasClosed = false;
    }

    protected override void LastClosed()
    {
        _wasClosed = true;
        MasterChanged.Wake(PollEvents.Hup);
    }
}
