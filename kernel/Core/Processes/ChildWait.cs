using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>Waits for children, <c>wait4(2)</c> and <c>waitid(2)</c>.</summary>
/// <param name="parent">Who waits.</param>
/// <param name="target">Which children.</param>
/// <param name="id">Their process id or process group.</param>
/// <param name="options">What for.</param>
public readonly struct ChildWait(Process parent, WaitTarget target, int id, WaitOptions options)
{
    /// <summary>Waits.</summary>
    /// <param name="change">What has happened; all zero with WNOHANG when nothing has.</param>
    /// <returns>ECHILD when there is nobody to wait for; EINTR when a signal has come: the call can be restarted.</returns>
    public Errno TryWait(out ChildChange change)
    {
        bool isInterrupted = false;
        while (true)
        {
            bool hasAny = false;
            foreach (Process child in parent.Children)
            {
                if (!IsMeant(child))
                {
                    continue;
                }

                hasAny = true;
                if (TryTake(child, out change))
                {
                    return Errno.None;
                }
            }

            change = default;
            if (!hasAny || (options & WaitOptions.NoHang) != 0)
            {
                return hasAny ? Errno.None : Errno.ECHILD;
            }

            // The signal may be that of the child that is waited for: it is looked for once more before the call ends.
            if (isInterrupted)
            {
                return Errno.EINTR;
            }

            isInterrupted = parent.ChildChanged.Wait() == WaitEnd.Interrupted;
        }
    }

    private bool IsMeant(Process child)
    {
        bool isClone = child.ExitSignal != Signal.SIGCHLD;
        if ((options & WaitOptions.All) == 0 && isClone != ((options & WaitOptions.Clone) != 0))
        {
            return false;
        }

        return target switch
        {
            WaitTarget.Process => child.Id == id,
            WaitTarget.Group => child.Group.Id == id,
            _ => true,
        };
    }

    private bool TryTake(Process child, out ChildChange change)
    {
        bool isTaken = (options & WaitOptions.NoWait) == 0;
        change = default;
        if (child.HasEnded)
        {
            if ((options & WaitOptions.Exited) == 0)
            {
                return false;
            }

            change = ChildChange.Ended(child);
            if (isTaken)
            {
                parent.AddUsageOf(child);
                child.Reap();
            }

            return true;
        }

        ProcessSignals signals = child.Signals;
        if (signals.HasUnseenStop && (options & WaitOptions.Untraced) != 0)
        {
            change = ChildChange.Stopped(child);
            if (isTaken)
            {
                signals.SeeStop();
            }

            return true;
        }

        if (signals.HasUnseenContinue && (options & WaitOptions.Continued) != 0)
        {
            change = ChildChange.Continued(child);
            if (isTaken)
            {
                signals.SeeContinue();
            }

            return true;
        }

        return false;
    }
}
