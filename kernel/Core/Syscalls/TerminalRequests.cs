using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Terminals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// The requests of <c>ioctl_tty(2)</c> that are about the line: n_tty_ioctl and tty_mode_ioctl in Linux. At the master of a
/// pseudo-terminal most are for the slave.
/// </summary>
internal static class TerminalRequests
{
    /// <summary>Does what a program asks of a terminal.</summary>
    /// <param name="caller">The program.</param>
    /// <param name="file">The terminal, or the master of one.</param>
    /// <param name="request">What it asks.</param>
    /// <param name="argument">An address, or a value, as the request has it.</param>
    /// <returns>EFAULT, EINVAL, EIO, EPERM, ERESTARTSYS for the background; ENOTTY for what is not there.</returns>
    internal static SyscallResult Control(SyscallContext caller, TerminalEnd file, IoctlRequest request, ulong argument)
    {
        Terminal terminal = file.Terminal;
        switch (request)
        {
            case IoctlRequest.GetTermios:
                return IoctlCalls.Put(argument, terminal.Settings);
            case IoctlRequest.SetTermios or IoctlRequest.SetTermiosWait or IoctlRequest.SetTermiosFlush:
                return !new UserRef<Termios>(argument).TryRead(out Termios settings)
                    ? Errno.EFAULT
                    : terminal.SetSettings(settings, request == IoctlRequest.SetTermiosFlush);
            case IoctlRequest.GetWindowSize:
                return IoctlCalls.Put(argument, terminal.WindowSize);
            case IoctlRequest.SetWindowSize:
                return SetWindowSize(terminal, new UserRef<WindowSize>(argument));
            case IoctlRequest.GetUnsent:
                return IoctlCalls.Put(argument, 0);
            case IoctlRequest.SendBreak when (int)argument != 0 || terminal is PseudoTerminal:
                // tcdrain(3); a pseudo-terminal has no line that could break.
                return terminal.Drain();
            case IoctlRequest.Flush:
                return Flush(file, (TerminalQueue)argument);
            case IoctlRequest.ControlFlow when file is TerminalFile:
                return (TerminalFlow)argument is < TerminalFlow.StopOutput or > TerminalFlow.StartInput
                    ? Errno.EINVAL
                    : terminal.ControlFlow((TerminalFlow)argument);
            case IoctlRequest.TypeCharacter:
                return Type(caller, terminal, new UserRef<byte>(argument));
            case IoctlRequest.GetDiscipline:
                return IoctlCalls.Put(argument, (int)LineDisciplineNumber.Usual);
            case IoctlRequest.SetDiscipline:
                return !new UserRef<LineDisciplineNumber>(argument).TryRead(out LineDisciplineNumber number) ? Errno.EFAULT
                    : number != LineDisciplineNumber.Usual ? Errno.EINVAL
                    : Errno.None;
            case IoctlRequest.GetDevice:
                return IoctlCalls.Put(argument, (uint)terminal.Number.Encoded);
            case IoctlRequest.SetExclusive:
                terminal.IsExclusive = true;
                return Errno.None;
            case IoctlRequest.ClearExclusive:
                terminal.IsExclusive = false;
                return Errno.None;
            case IoctlRequest.GetExclusive:
                return IoctlCalls.Put(argument, terminal.IsExclusive ? 1 : 0);
            default:
                return SessionRequests.Control(caller, file, request, argument);
        }
    }

    private static Errno SetWindowSize(Terminal terminal, UserRef<WindowSize> argument)
    {
        if (!argument.TryRead(out WindowSize size))
        {
            return Errno.EFAULT;
        }

        terminal.WindowSize = size;
        return Errno.None;
    }

    private static SyscallResult Flush(TerminalEnd file, TerminalQueue queue)
    {
        if (queue is not (TerminalQueue.Input or TerminalQueue.Output or TerminalQueue.Both))
        {
            return Errno.EINVAL;
        }

        if (file is PseudoTerminalMaster master)
        {
            master.Slave.FlushMaster(queue);
            return Errno.None;
        }

        return file.Terminal.Flush(queue);
    }

    /// <summary>As with Linux's <c>dev.tty.legacy_tiocsti</c> at 0, only the superuser types for others.</summary>
    private static Errno Type(SyscallContext caller, Terminal terminal, UserRef<byte> character)
    {
        if (!caller.Files.Credentials.IsSuperuser)
        {
            return Errno.EIO;
        }

        if (!character.TryRead(out byte value))
        {
            return Errno.EFAULT;
        }

        terminal.Type(value);
        return Errno.None;
    }
}
