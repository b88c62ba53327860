using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests of <c>ioctl_tty(2)</c>. The settings of a terminal can be read, and set only to what they are.</summary>
internal static class TerminalRequests
{
    internal static Errno Control(IConsole console, IoctlRequest request, ulong argumentAddress)
    {
        switch (request)
        {
            case IoctlRequest.GetTermios:
                return IoctlCalls.Put(argumentAddress, console.Settings);
            case IoctlRequest.SetTermios or IoctlRequest.SetTermiosWait or IoctlRequest.SetTermiosFlush:
                return Set(console, request, new UserRef<Termios>(argumentAddress));
            case IoctlRequest.GetWindowSize:
                // As of a serial line in Linux: nobody has said.
                return IoctlCalls.Put(argumentAddress, default(WindowSize));
            case IoctlRequest.GetReadable:
                return IoctlCalls.Put(argumentAddress, console.Available);
            default:
                Unsupported.Report("ioctl", "a request to the terminal", (ulong)request);
                return Errno.ENOTTY;
        }
    }

    private static Errno Set(IConsole console, IoctlRequest request, UserRef<Termios> argument)
    {
        if (!argument.TryRead(out Termios settings))
        {
            return Errno.EFAULT;
        }

        if (settings.Equals(console.Settings))
        {
            return Errno.None;
        }

        Unsupported.Report("ioctl", "a change of the terminal's settings", (ulong)request);
        return Errno.EINVAL;
    }
}
