using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Events;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>Signals that are read, <c>signalfd(2)</c>: those of whoever reads, not of whoever has made it.</summary>
/// <param name="signals">Which ones; SIGKILL and SIGSTOP cannot be read.</param>
/// <param name="flags">O_NONBLOCK.</param>
public sealed class SignalFile(SignalSet signals, OpenFlags flags)
    : AnonymousFile("signalfd", OpenFlags.RdWr | (flags & OpenFlags.NonBlock))
{
    private SignalSet _signals = signals & ~SignalSet.Unblockable;

    public override PollEvents Readiness => Reader.IsPending(_signals) ? PollEvents.In : PollEvents.None;

    public override WaitQueue ReadinessChanged => Reader.Process.Arrived;

    public override bool SupportsNoWait => true;

    private static ThreadSignals Reader => ((Thread)Scheduler.Current).Signals;

    /// <summary>Reads other signals from now on; who waits looks again.</summary>
    public void Set(SignalSet signals)
    {
        _signals = signals & ~SignalSet.Unblockable;
        ReadinessChanged.Wake(PollEvents.In);
    }

    public override void Describe(TextBuffer text) => text.Add($"sigmask:\t{_signals.Bits:x16}\n");

    /// <summary>Takes as many signals as there are and as have room. One that cannot be put is lost, as on Linux.</summary>
    protected override IoResult ReadCore(ref IoTarget target)
    {
        if (target.Remaining < SignalFileRecord.Size)
        {
            return Errno.EINVAL;
        }

        Span<byte> record = stackalloc byte[SignalFileRecord.Size];
        ThreadSignals reader = Reader;
        long done = 0;
        bool isInterrupted = false;
        while (target.Remaining >= SignalFileRecord.Size)
        {
            if (reader.TryTake(_signals, out SignalInfo info))
            {
                SignalFileRecord.Write(info, record);
                if (target.Put(record) < SignalFileRecord.Size)
                {
                    return done > 0 ? done : Errno.EFAULT;
                }

                done += SignalFileRecord.Size;
            }
            else if (done > 0)
            {
                break;
            }
            else if (!MayWaitFor(target.Flags))
            {
                return Errno.EAGAIN;
            }
            else if (isInterrupted)
            {
                return new IoResult(RestartCode.UnlessNotWanted);
            }
            else
            {
                isInterrupted = WaitForChange() == WaitEnd.Interrupted;
            }
        }

        return done;
    }
}
