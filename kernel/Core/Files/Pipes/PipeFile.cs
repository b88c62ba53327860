using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Pipes;

/// <summary>An open end of a pipe, or both; Linux's <c>fs/pipe.c</c>.</summary>
/// <param name="inode">The pipe's inode.</param>
/// <param name="pipe">The pipe, which has counted this file.</param>
/// <param name="flags">Access mode and status flags.</param>
public sealed class PipeFile(FifoInode inode, Pipe pipe, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The pipe.</summary>
    public Pipe Pipe { get; } = pipe;

    public override bool IsSeekable => false;

    public override bool SupportsNoWait => true;

    public override WaitQueue ReadinessChanged => Pipe.Changed;

    public override int? Available => (int)long.Min(Pipe.Ring.Length, int.MaxValue);

    public override PollEvents Readiness
    {
        get
        {
            PollEvents ready = PollEvents.None;
            if (CanRead)
            {
                ready |= Pipe.Ring.IsEmpty ? PollEvents.None : PollEvents.In | PollEvents.RdNorm;
                ready |= Pipe.Writers == 0 && Pipe.WriterOpens != WriterOpensBefore ? PollEvents.Hup : PollEvents.None;
            }

            if (CanWrite)
            {
                ready |= Pipe.Ring.IsFull ? PollEvents.None : PollEvents.Out | PollEvents.WrNorm;
                ready |= Pipe.Readers == 0 ? PollEvents.Err : PollEvents.None;
            }

            return ready;
        }
    }

    /// <summary>
    /// <see cref="Pipe.WriterOpens"/> when it was opened without waiting and there was no writer: as long as none has come, the end
    /// of all of them is none to be told of. 0 otherwise.
    /// </summary>
    internal long WriterOpensBefore { get; init; }

    public override string? PseudoPath => inode.IsNamed ? null : $"pipe:[{Inode.Number}]";

    protected override IoResult ReadCore(ref IoTarget target)
    {
        if (target.Remaining == 0)
        {
            return 0;
        }

        bool isInterrupted = false;
        while (Pipe.Ring.IsEmpty)
        {
            if (Pipe.Writers == 0)
            {
                return 0;
            }

            if (!MayWaitFor(target.Flags))
            {
                return Errno.EAGAIN;
            }

            if (isInterrupted)
            {
                return new IoResult(RestartCode.UnlessNotWanted);
            }

            isInterrupted = WaitForChange() == WaitEnd.Interrupted;
        }

        bool wasFull = Pipe.Ring.IsFull;
        IoResult result = Pipe.Ring.Take(ref target);
        if (wasFull && !Pipe.Ring.IsFull)
        {
            Pipe.Changed.Wake(PollEvents.Out | PollEvents.WrNorm);
        }

        if (!result.IsError)
        {
            Inode.MarkAccessed(Mount);
        }

        return result;
    }

    /// <summary>
    /// What is not more than a page, PIPE_BUF, is written all at once or not at all; of more, a part may be when the pipe is full or
    /// a signal comes.
    /// </summary>
    protected override IoResult WriteCore(ref IoSource source)
    {
        if (source.Remaining == 0)
        {
            return 0;
        }

        long done = 0;
        long told = 0;
        bool isInterrupted = false;
        IoResult piece = Pipe.Readers == 0 ? 0 : Pipe.Ring.Append(ref source);
        while (true)
        {
            done += piece.IsError ? 0 : piece.Raw;
            if (piece.IsError || source.Remaining == 0)
            {
                break;
            }

            if (Pipe.Readers == 0)
            {
                Scheduler.Current.Raise(Signal.SIGPIPE);
                piece = Errno.EPIPE;
            }
            else if (!Pipe.Ring.IsFull)
            {
                piece = Pipe.Ring.Add(ref source, (Flags & OpenFlags.Direct) != 0);
            }
            else if (!MayWaitFor(source.Flags))
            {
                piece = Errno.EAGAIN;
            }
            else if (isInterrupted)
            {
                piece = new IoResult(RestartCode.UnlessNotWanted);
            }
            else
            {
                if (done != told)
                {
                    // Only then: writers that wait, and can write nothing, would wake each other for ever.
                    told = done;
                    Pipe.Changed.Wake(PollEvents.In | PollEvents.RdNorm);
                }

                isInterrupted = WaitForChange() == WaitEnd.Interrupted;
                piece = 0;
            }
        }

        if (done == 0)
        {
            return piece;
        }

        Pipe.Changed.Wake(PollEvents.In | PollEvents.RdNorm);
        Inode.MarkModified();
        return done;
    }

    protected override void Close()
    {
        Pipe.Close(CanRead, CanWrite);
        inode.Forget();
    }
}
