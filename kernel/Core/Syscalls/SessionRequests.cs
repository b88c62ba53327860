using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Processes;
using Lodestar.Core.Terminals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests of <c>ioctl_tty(2)</c> that are about the session that a terminal controls: tty_jobctrl_ioctl in Linux.</summary>
internal static class SessionRequests
{
    /// <summary>Does what a program asks of a terminal.</summary>
    /// <inheritdoc cref="TerminalRequests.Control"/>
    internal static SyscallResult Control(SyscallContext caller, TerminalEnd file, IoctlRequest request, ulong argument)
    {
        Terminal terminal = file.Terminal;
        switch (request)
        {
            case IoctlRequest.SetControlling:
                return terminal.Acquire(caller.Thread, file.CanRead, steals: (int)argument == 1);
            case IoctlRequest.GiveUpControlling:
                if (caller.Process.ControllingTerminal != terminal)
                {
                    return Errno.ENOTTY;
                }

                Terminal.Leave(caller.Thread, isEnding: false);
                return Errno.None;
            case IoctlRequest.GetForeground:
                return !IsOwn(caller, file) ? Errno.ENOTTY : IoctlCalls.Put(argument, terminal.Foreground?.Id ?? 0);
            case IoctlRequest.SetForeground:
                return SetForeground(caller, terminal, new UserRef<int>(argument));
            case IoctlRequest.GetSession:
                return !IsOwn(caller, file) || terminal.Session is not { } session
                    ? Errno.ENOTTY
                    : IoctlCalls.Put(argument, session.Id);
            case IoctlRequest.HangUp:
                if (!caller.Files.Credentials.IsSuperuser)
                {
                    return Errno.EPERM;
                }

                terminal.HangUp(endsSession: false);
                return Errno.None;
            default:
                return file is PseudoTerminalMaster master ? PseudoTerminalRequests.Control(caller, master, request, argument)
                    : terminal is VirtualTerminal console ? ConsoleRequests.Control(caller, console, request, argument)
                    : ConsoleRequests.IsOne(request) ? Errno.ENOTTY
                    : Unknown(request);
        }
    }

    /// <summary>A request that is not there, or not for this kind of terminal.</summary>
    internal static Errno Unknown(IoctlRequest request)
    {
        Unsupported.Report("ioctl", "a request to the terminal", (ulong)request);
        return Errno.ENOTTY;
    }

    /// <summary>Whether it is the caller's controlling terminal, or the master of whosoever.</summary>
    private static bool IsOwn(SyscallContext caller, TerminalEnd file) =>
        file is PseudoTerminalMaster || caller.Process.ControllingTerminal == file.Terminal;

    private static SyscallResult SetForeground(SyscallContext caller, Terminal terminal, UserRef<int> argument)
    {
        SyscallResult result = terminal.Drain();
        if (result.Value != 0)
        {
            return result.Error == Errno.EIO ? Errno.ENOTTY : result;
        }

        if (!argument.TryRead(out int id))
        {
            return Errno.EFAULT;
        }

        if (id < 0)
        {
            return Errno.EINVAL;
        }

        Process process = caller.Process;
        if (process.ControllingTerminal != terminal || terminal.Session != process.Session)
        {
            return Errno.ENOTTY;
        }

        if (process.Table.GetGroup(id) is not { } group)
        {
            return process.Table.GetThread(id) is null ? Errno.ESRCH : Errno.EPERM;
        }

        if (group.Session != process.Session)
        {
            return Errno.EPERM;
        }

        terminal.Foreground = group;
        return Errno.None;
    }
}
