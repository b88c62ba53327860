using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// The requests of <c>ioctl_tty(2)</c>. The one process leads the session whose terminal it is, and is its foreground.
/// </summary>
internal static class TerminalRequests
{
    /// <summary>Does what a program asks of a terminal.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="group">The process, its group and its session.</param>
    /// <param name="request">What it asks.</param>
    /// <param name="argument">An address, or a value, as the request has it.</param>
    /// <returns>EFAULT, EINVAL, ESRCH; ENOTTY for what is not there.</returns>
    internal static Errno Control(IConsole console, int group, IoctlRequest request, ulong argument)
    {
        switch (request)
        {
            case IoctlRequest.GetTermios:
                return IoctlCalls.Put(argument, console.Settings);
            case IoctlRequest.SetTermios or IoctlRequest.SetTermiosWait or IoctlRequest.SetTermiosFlush:
                return Set(console, new UserRef<Termios>(argument), request == IoctlRequest.SetTermiosFlush);
            case IoctlRequest.GetWindowSize:
                return IoctlCalls.Put(argument, console.WindowSize);
            case IoctlRequest.SetWindowSize:
                return Set(console, new UserRef<WindowSize>(argument));
            case IoctlRequest.GetReadable:
                return IoctlCalls.Put(argument, console.Available);
            case IoctlRequest.GetUnsent:
                return IoctlCalls.Put(argument, 0);
            case IoctlRequest.SendBreak when (int)argument != 0:
                // tcdrain(3): a write has ended when all is out.
                return Errno.None;
            case IoctlRequest.Flush:
                return Flush(console, (TerminalQueue)argument);
            case IoctlRequest.ControlFlow:
                return ControlFlow(console, (TerminalFlow)argument);
            case IoctlRequest.GetForeground or IoctlRequest.GetSession:
                return IoctlCalls.Put(argument, group);
            case IoctlRequest.SetForeground:
                return !new UserRef<int>(argument).TryRead(out int wanted) ? Errno.EFAULT
                    : wanted < 0 ? Errno.EINVAL
                    : wanted != group ? Errno.ESRCH
                    : Errno.None;
            default:
                Unsupported.Report("ioctl", "a request to the terminal", (ulong)request);
                return Errno.ENOTTY;
        }
    }

    private static Errno Set(IConsole console, UserRef<Termios> argument, bool flushInput)
    {
        if (!argument.TryRead(out Termios settings))
        {
            return Errno.EFAULT;
        }

        console.SetSettings(settings, flushInput);
        return Errno.None;
    }

    private static Errno Set(IConsole console, UserRef<WindowSize> argument)
    {
        if (!argument.TryRead(out WindowSize size))
        {
            return Errno.EFAULT;
        }

        console.WindowSize = size;
        return Errno.None;
    }

    private static Errno Flush(IConsole console, TerminalQueue queue)
    {
        if (queue is not (TerminalQueue.Input or TerminalQueue.Output or TerminalQueue.Both))
        {
            return Errno.EINVAL;
        }

        console.Flush(queue);
        return Errno.None;
    }

    private static Errno ControlFlow(IConsole console, TerminalFlow action)
    {
        if (action is < TerminalFlow.StopOutput or > TerminalFlow.StartInput)
        {
            return Errno.EINVAL;
        }

        console.ControlFlow(action);
        return Errno.None;
    }
}
