using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Processes;

/// <summary>Who sends a signal to other processes, and whether it may: <c>kill(2)</c>.</summary>
/// <param name="sender">The sender.</param>
public readonly struct SignalSender(Process sender)
{
    private const int EveryProcess = -1;

    /// <summary>Sends a signal to those that kill's argument means.</summary>
    /// <param name="target">A process, 0 for the own group, -1 for every process but the first and the own, or less a group.</param>
    /// <param name="info">The signal; number 0 only asks.</param>
    /// <returns>ESRCH when there is none, EPERM when none of them may be sent to, EAGAIN.</returns>
    public Errno Send(int target, in SignalInfo info)
    {
        if (target > 0)
        {
            return sender.Table.Get(target) is { } process ? Send(process, info) : Errno.ESRCH;
        }

        Errno result = Errno.ESRCH;
        bool isDone = false;
        if (target == EveryProcess)
        {
            foreach (Process process in (Process[])[.. sender.Table.Processes])
            {
                if (process != sender && process != sender.Table.Init)
                {
                    Errno error = Send(process, info);
                    isDone |= error != Errno.EPERM;
                    result = error != Errno.None ? error : result;
                }
            }

            return isDone ? Errno.None : result;
        }

        ProcessGroup? group = target == 0 ? sender.Group : target == int.MinValue ? null : sender.Table.GetGroup(-target);
        if (group is null)
        {
            return Errno.ESRCH;
        }

        foreach (Process process in (Process[])[.. group.Members])
        {
            Errno error = Send(process, info);
            isDone |= error == Errno.None;
            result = error;
        }

        return isDone ? Errno.None : result;
    }

    /// <summary>Sends a signal to a process.</summary>
    /// <returns>EPERM, EAGAIN.</returns>
    public Errno Send(Process process, in SignalInfo info) =>
        !MaySend(process, info.Signal) ? Errno.EPERM
        : info.Number == 0 ? Errno.None
        : process.Signals.Send(info, process.Limits[Resource.SigPending].Current);

    /// <summary>Sends a signal to a thread.</summary>
    /// <returns>EPERM, EAGAIN.</returns>
    public Errno Send(Thread thread, in SignalInfo info) =>
        !MaySend(thread.Process, info.Signal) ? Errno.EPERM
        : info.Number == 0 ? Errno.None
        : thread.Signals.Send(info, thread.Process.Limits[Resource.SigPending].Current);

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
