using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <summary>Who sends a signal to other processes, and whether it may: <c>kill(2)</c>.</summary>
/// <param name="sender">The sender.</param>
public readonly struct SignalSender(Process sender)
{
    private const int EveryProcess = -1;

    /// <summary>Sends a signal to those that kill's argument means.</summary>
    /// <param name="target">A process, 0 for the own group, -1 for every process but the first and the own, or less a group.</param>
    /// <param name="info">The signal; number 0 only asks.</param>
    /// <returns>ESRCH when there is none, EPERM when none of them may be sent to, EINVAL for a number of no signal, EAGAIN.</returns>
    public Errno Send(int target, in SignalInfo info)
    {
        if (target > 0)
        {
            // The id of any of its threads means a process.
            return (sender.Table.Get(target) ?? sender.Table.GetThread(target)?.Process) is { } process
                ? Send(process, info)
                : Errno.ESRCH;
        }

        if (target == EveryProcess)
        {
            return SendToAll(info);
        }

        ProcessGroup? group = target == 0 ? sender.Group : target == int.MinValue ? null : sender.Table.GetGroup(-target);
        return group is null ? Errno.ESRCH : Send(group, info);
    }

    /// <summary>Sends a signal to the processes of a group.</summary>
    /// <returns>As for one of them, the last one to refuse; none if one was sent to.</returns>
    public Errno Send(ProcessGroup group, in SignalInfo info)
    {
        Errno result = Errno.ESRCH;
        bool isDone = false;
        foreach (Process process in (Process[])[.. group.Members])
        {
            Errno error = Send(process, info);
            isDone |= error == Errno.None;
            result = error;
        }

        return isDone ? Errno.None : result;
    }

    /// <summary>Sends a signal to a process.</summary>
    /// <returns>EINVAL, EPERM, EAGAIN.</returns>
    public Errno Send(Process process, in SignalInfo info)
    {
        Errno error = Check(process, info.Signal);
        return error != Errno.None || info.Number == 0
            ? error
            : process.Signals.Send(info, process.Limits[Resource.SigPending].Current);
    }

    /// <summary>Sends a signal to a thread.</summary>
    /// <inheritdoc cref="Send(Process, in SignalInfo)"/>
    public Errno Send(Thread thread, in SignalInfo info)
    {
        Errno error = Check(thread.Process, info.Signal);
        return error != Errno.None || info.Number == 0
            ? error
            : thread.Signals.Send(info, thread.Process.Limits[Resource.SigPending].Current);
    }

    /// <summary>Sends a signal to all but the first process and the own; it is no error if it may not be sent to them.</summary>
    private Errno SendToAll(in SignalInfo info)
    {
        Errno result = Errno.None;
        int count = 0;
        foreach (Process process in (Process[])[.. sender.Table.Processes])
        {
            if (process != sender && process != sender.Table.Init)
            {
                count++;
                Errno error = Send(process, info);
                result = error != Errno.EPERM ? error : result;
            }
        }

        return count > 0 ? result : Errno.ESRCH;
    }

    private Errno Check(Process process, Signal signal) =>
        signal != Signal.None && !SignalActions.IsSignal(signal) ? Errno.EINVAL
        : MaySend(process, signal) ? Errno.None
        : Errno.EPERM;

    /// <summary>
    /// A process may send to itself, to those whose real or saved user is its real or effective one, and SIGCONT in its session.
    /// </summary>
    private bool MaySend(Process process, Signal signal)
    {
        FileContext own = sender.Files;
        FileContext other = process.Files;
        uint real = other.RealCredentials.UserId;
        uint saved = other.SavedCredentials.UserId;
        return process == sender
            || own.Credentials.IsSuperuser
            || own.Credentials.UserId == real || own.Credentials.UserId == saved
            || own.RealCredentials.UserId == real || own.RealCredentials.UserId == saved
            || (signal == Signal.SIGCONT && process.Session == sender.Session);
    }
}
