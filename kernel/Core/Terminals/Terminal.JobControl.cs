using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Terminals;

/// <content>The session that the terminal controls: <c>drivers/tty/tty_jobctrl.c</c> in Linux, <c>credentials(7)</c>.</content>
public abstract partial class Terminal
{
    /// <summary>The session whose controlling terminal it is; null for none.</summary>
    public ITerminalSession? Session { get; private set; }

    /// <summary>The process group in the foreground, which its signals go to; null for none.</summary>
    public ITerminalJob? Foreground { get; set; }

    /// <summary>How often it was hung up.</summary>
    internal int HangUps { get; private set; }

    /// <summary>
    /// Whether its session has it only until another one wants it: the first program's, which on Linux has no controlling terminal.
    /// </summary>
    private bool IsLent { get; set; }

    /// <summary>Gives the terminal to a session that leaves it to the first one that wants it.</summary>
    public void Lend(ITerminalUser user)
    {
        Control(user);
        IsLent = true;
    }

    /// <summary>Makes it the controlling terminal of the caller's session, TIOCSCTTY.</summary>
    /// <param name="user">The caller, who leads the session.</param>
    /// <param name="canRead">Whether the file it asks with can be read.</param>
    /// <param name="steals">Whether the superuser takes it away from another session.</param>
    /// <returns>EPERM.</returns>
    public Errno Acquire(ITerminalUser user, bool canRead, bool steals)
    {
        if (user.LeadsSession && user.Session == Session)
        {
            return Errno.None;
        }

        bool isTaken = Session is not null && !IsLent;
        if (!user.LeadsSession || user.ControllingTerminal is not null
            || (isTaken && !(steals && user.IsSuperuser)) || !(canRead || user.IsSuperuser))
        {
            return Errno.EPERM;
        }

        Control(user);
        return Errno.None;
    }

    /// <summary>What opening it without O_NOCTTY does: a leader's session gets it if both have none.</summary>
    internal void AcquireByOpening(bool canRead)
    {
        if (canRead && User is { LeadsSession: true, ControllingTerminal: null } user && (Session is null || IsLent))
        {
            Control(user);
        }
    }

    /// <summary>
    /// The caller gives up its controlling terminal, TIOCNOTTY, or ends: with the leader the session has none any more, and the
    /// foreground hears of it (disassociate_ctty in Linux).
    /// </summary>
    /// <param name="user">The caller.</param>
    /// <param name="isEnding">Whether its process ends.</param>
    public static void Leave(ITerminalUser user, bool isEnding)
    {
        if (!user.LeadsSession)
        {
            user.ControllingTerminal = null;
            return;
        }

        if (user.ControllingTerminal is { } terminal)
        {
            terminal.LeaveByLeader(isEnding);
        }
        else if (isEnding)
        {
            user.Session.LostForeground?.Send(Signal.SIGHUP);
            user.Session.LostForeground?.Send(Signal.SIGCONT);
        }

        user.Session.LostForeground = null;
        user.Session.ForgetTerminal();
    }

    /// <summary>
    /// Hangs it up, <c>vhangup(2)</c>: its session loses it, and files that were opened before are of no use any more.
    /// </summary>
    /// <param name="endsSession">Whether the session's leader ends, and the foreground hears of it.</param>
    public void HangUp(bool endsSession)
    {
        HangUps++;
        if (Session is { } session)
        {
            session.SendToLeader(Signal.SIGHUP);
            session.SendToLeader(Signal.SIGCONT);
            session.LostForeground = Foreground;
            session.ForgetTerminal();
            if (endsSession)
            {
                Foreground?.Send(Signal.SIGHUP);
            }
        }

        Session = null;
        Foreground = null;
        _discipline.ClearInput();
        Changed.Wake(PollEvents.Always | PollEvents.Err | PollEvents.Hup);
    }

    /// <summary>Sends a signal to the foreground.</summary>
    protected internal virtual void SendToForeground(Signal signal) => Foreground?.Send(signal);

    /// <summary>Whether the caller may do what only the foreground may (__tty_check_change in Linux).</summary>
    /// <param name="signal">What the background gets otherwise: SIGTTIN or SIGTTOU.</param>
    /// <returns>0; ERESTARTSYS after the signal was sent; EIO when it would change nothing.</returns>
    internal IoResult CheckForeground(Signal signal)
    {
        if (User is not { } user || user.ControllingTerminal != this || Foreground is null || Foreground == user.Job)
        {
            return 0;
        }

        if (user.IgnoresOrBlocks(signal))
        {
            return signal == Signal.SIGTTIN ? Errno.EIO : 0;
        }

        if (user.Job.IsOrphaned)
        {
            return Errno.EIO;
        }

        user.Job.Send(signal);
        return new IoResult(RestartCode.UnlessNotWanted);
    }

    /// <summary>Whether the end of the session's leader hangs the line up: not that of a pseudo-terminal.</summary>
    protected virtual bool HangsUpWithLeader => true;

    private void Control(ITerminalUser user)
    {
        Session?.ForgetTerminal();
        IsLent = false;
        Session = user.Session;
        Foreground = user.Job;
        user.ControllingTerminal = this;
        user.Session.LostForeground = null;
    }

    private void LeaveByLeader(bool isEnding)
    {
        if (isEnding && HangsUpWithLeader)
        {
            HangUp(endsSession: true);
            return;
        }

        Foreground?.Send(Signal.SIGHUP);
        if (!isEnding)
        {
            Foreground?.Send(Signal.SIGCONT);
        }

        Session = null;
        Foreground = null;
    }
}
