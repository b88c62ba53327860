using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <content>What the master sees: <c>drivers/tty/pty.c</c> in Linux.</content>
public sealed partial class PseudoTerminal
{
    private bool _isMasterOpen = true;

    /// <summary>Whether the slave was open, and is no more: the master finds the end of its input.</summary>
    private bool _wasClosed;
    private TerminalPacket _status;

    /// <summary>Whether the master is told more than data, TIOCPKT.</summary>
    public bool IsPacketMode
    {
        get;
        set
        {
            _status = field ? _status : TerminalPacket.Data;
            field = value;
        }
    }

    /// <summary>Bytes that the master can read.</summary>
    internal int MasterAvailable => _toMaster.Count;

    /// <summary>What the master is ready for, <c>poll(2)</c>.</summary>
    internal PollEvents MasterReadiness =>
        (_toMaster.Count > 0 || HasStatus ? PollEvents.In | PollEvents.RdNorm : PollEvents.None)
        | (HasStatus ? PollEvents.Pri : PollEvents.None)
        | (_wasClosed ? PollEvents.Hup : PollEvents.None)
        | (_toSlave.Room > 0 ? PollEvents.Out | PollEvents.WrNorm : PollEvents.None);

    private bool HasStatus => IsPacketMode && _status != TerminalPacket.Data;

    /// <summary>Opens the slave, TIOCGPTPEER.</summary>
    public OpenFile? OpenSlave(FileContext context, OpenFlags flags, out Errno error) =>
        Open(_table.InodeOf(this), context, flags, out error);

    /// <summary>Throws away what has not arrived, TCFLSH at the master.</summary>
    public void FlushMaster(TerminalQueue queue)
    {
        if (queue is TerminalQueue.Input or TerminalQueue.Both)
        {
            _toMaster.Clear();
            GoOnSending();
        }

        if (queue is TerminalQueue.Output or TerminalQueue.Both)
        {
            _toSlave.Clear();
            MasterChanged.Wake(PollEvents.Out | PollEvents.WrNorm);
        }
    }

    /// <summary>Sends a signal to the foreground, TIOCSIG.</summary>
    public void SendSignal(Signal signal) => SendToForeground(signal);

    protected internal override void Report(TerminalPacket what)
    {
        const TerminalPacket Flow = TerminalPacket.Stop | TerminalPacket.Start;
        const TerminalPacket Characters = TerminalPacket.NoStop | TerminalPacket.DoStop;
        if (IsPacketMode)
        {
            // Of two opposites the last one counts.
            _status &= ~((what & Flow) != 0 ? Flow : (what & Characters) != 0 ? Characters : TerminalPacket.Data);
            _status |= what;
            MasterChanged.Wake(PollEvents.In | PollEvents.RdNorm | PollEvents.Pri);
        }
    }

    /// <summary>Reads what the slave has written.</summary>
    /// <returns>Bytes read; EAGAIN, ERESTARTSYS; EIO when the slave was closed.</returns>
    internal IoResult ReadAtMaster(Span<byte> destination, bool mayWait, out bool isComplete)
    {
        isComplete = true;
        while (true)
        {
            if (HasStatus)
            {
                destination[0] = (byte)_status;
                _status = TerminalPacket.Data;
                return 1;
            }

            if (_toMaster.Count > 0)
            {
                int mark = IsPacketMode ? 1 : 0;
                destination[..mark].Fill((byte)TerminalPacket.Data);
                return mark + ReadMoreAtMaster(destination[mark..], out isComplete);
            }

            if (_wasClosed)
            {
                return Errno.EIO;
            }

            if (!mayWait)
            {
                return Errno.EAGAIN;
            }

            if (Wait(MasterChanged, Scheduler.Never) == WaitEnd.Interrupted && _toMaster.Count == 0 && !HasStatus)
            {
                return new IoResult(RestartCode.UnlessNotWanted);
            }
        }
    }

    /// <summary>Reads more of the same.</summary>
    internal int ReadMoreAtMaster(Span<byte> destination, out bool isComplete)
    {
        int count = _toMaster.Take(destination);
        isComplete = _toMaster.Count == 0;
        GoOnSending();
        return count;
    }

    /// <summary>Types at the slave.</summary>
    /// <returns>Bytes written; EAGAIN, ERESTARTSYS.</returns>
    internal IoResult WriteAtMaster(ReadOnlySpan<byte> source, bool mayWait)
    {
        int done = 0;
        while (true)
        {
            if (HasSignal)
            {
                return done > 0 ? done : new IoResult(RestartCode.UnlessNotWanted);
            }

            done += _toSlave.Add(source[done..]);
            Receive();
            if (done == source.Length)
            {
                return done;
            }

            if (_toSlave.Room == 0)
            {
                if (!mayWait)
                {
                    return done > 0 ? done : Errno.EAGAIN;
                }

                Wait(MasterChanged, Scheduler.Never);
            }
        }
    }

    /// <summary>The master is closed: the slave is hung up, and its name is gone.</summary>
    internal void CloseMaster()
    {
        _isMasterOpen = false;
        _table.Remove(this);
        HangUp(endsSession: false);
    }
}
