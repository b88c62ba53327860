using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <content>Reading and writing: n_tty_read, n_tty_write and n_tty_poll in Linux.</content>
public abstract partial class Terminal
{
    private const long NanosecondsPerTenth = 100_000_000;

    /// <summary>Bytes of a program that are sent before others may run: a serial line takes 6 ms for them.</summary>
    private const int PieceSize = 64;

    private readonly TerminalTurn _writing = new();

    /// <summary>Whether the other end is gone for good.</summary>
    protected virtual bool IsCut => false;

    /// <summary>What it is ready for, <c>poll(2)</c>.</summary>
    internal PollEvents Readiness(TerminalAccess access)
    {
        if (IsHungUp(access))
        {
            return PollEvents.Always | PollEvents.Err | PollEvents.Hup;
        }

        return (_discipline.IsReadable || !IsPresent ? PollEvents.In | PollEvents.RdNorm : PollEvents.None)
            | (_discipline.Screen.HasRoom ? PollEvents.Out | PollEvents.WrNorm : PollEvents.None);
    }

    /// <summary>Reads what was typed.</summary>
    /// <param name="destination">At least one byte, and 255 or more if the program has room for so many: VMIN counts.</param>
    /// <param name="access">Who reads.</param>
    /// <param name="isComplete">Whether the read has ended, even if there is room for more.</param>
    /// <returns>
    /// Bytes read; 0 at the end of input, when VTIME is over and after a hang-up; EAGAIN, EIO for the background that cannot be
    /// stopped and when the other end has gone, ERESTARTSYS when a signal came.
    /// </returns>
    internal IoResult Read(Span<byte> destination, TerminalAccess access, out bool isComplete)
    {
        isComplete = true;
        IoResult refusal = IsHungUp(access) ? 0 : CheckForeground(Signal.SIGTTIN);
        if (refusal.IsError || IsHungUp(access))
        {
            return refusal;
        }

        int minimum = Math.Min(_settings[TerminalCharacter.Minimum], destination.Length);
        long time = _settings[TerminalCharacter.Time] * NanosecondsPerTenth;
        long deadline = minimum == 0 && !_discipline.IsCanonical ? Now + time : Scheduler.Never;
        int done = 0;
        while (true)
        {
            if (_discipline.HasInput)
            {
                done += ReadMore(destination[done..], out isComplete);
                if (_discipline.IsCanonical || done >= minimum)
                {
                    return done;
                }

                deadline = time > 0 ? Now + time : deadline;
            }
            else if (IsCut)
            {
                return done > 0 ? done : Errno.EIO;
            }
            else if (!IsPresent || IsHungUp(access) || Now >= deadline)
            {
                return done;
            }
            else if (!access.MayWait)
            {
                return done > 0 ? done : Errno.EAGAIN;
            }
            else if (Wait(Changed, deadline) == WaitEnd.Interrupted && !_discipline.HasInput)
            {
                return done > 0 ? done : new IoResult(RestartCode.UnlessNotWanted);
            }
        }
    }

    /// <summary>Goes on with a read that is not complete.</summary>
    /// <inheritdoc cref="Read"/>
    internal int ReadMore(Span<byte> destination, out bool isComplete)
    {
        int count = _discipline.Read(destination, out isComplete);
        Receive();
        return count;
    }

    /// <summary>Begins a program's write: before it others have theirs.</summary>
    /// <returns>0, after which <see cref="EndWrite"/> has to follow; EAGAIN, EIO, ERESTARTSYS.</returns>
    internal IoResult BeginWrite(TerminalAccess access) => IsHungUp(access) ? Errno.EIO : _writing.Take(access.MayWait);

    /// <summary>Ends a program's write.</summary>
    internal void EndWrite()
    {
        _writing.Leave();
        Written();
    }

    /// <summary>Shows a part of what a program writes.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="access">Who writes.</param>
    /// <returns>
    /// Bytes written: not all when waiting is not wanted, a signal came or the other end has gone; when there are none, EAGAIN,
    /// ERESTARTSYS or EIO. EIO also for the background with TOSTOP.
    /// </returns>
    internal IoResult Write(ReadOnlySpan<byte> source, TerminalAccess access)
    {
        IoResult refusal = _settings.Has(TerminalLocal.StopBackground) ? CheckForeground(Signal.SIGTTOU) : 0;
        if (refusal.IsError)
        {
            return refusal;
        }

        int done = 0;
        while (true)
        {
            if (HasSignal)
            {
                return done > 0 ? done : new IoResult(RestartCode.UnlessNotWanted);
            }

            if (IsHungUp(access) || IsCut)
            {
                return done > 0 ? done : Errno.EIO;
            }

            int count = _discipline.Screen.Write(source.Slice(done, Math.Min(source.Length - done, PieceSize)));
            done += count;
            if (done == source.Length)
            {
                return done;
            }

            if (count > 0)
            {
                PieceSent();
            }
            else if (!access.MayWait)
            {
                return done > 0 ? done : Errno.EAGAIN;
            }
            else
            {
                Wait(Changed, Scheduler.Never);
            }
        }
    }
}
