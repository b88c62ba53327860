using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Terminals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The requests that only the master of a pseudo-terminal has: pty_unix98_ioctl in Linux.</summary>
internal static class PseudoTerminalRequests
{
    /// <summary>Does what a program asks of a master.</summary>
    /// <inheritdoc cref="TerminalRequests.Control"/>
    internal static SyscallResult Control(SyscallContext caller, PseudoTerminalMaster master, IoctlRequest request, ulong argument)
    {
        PseudoTerminal slave = master.Slave;
        int value;
        switch (request)
        {
            case IoctlRequest.GetPeerNumber:
                return IoctlCalls.Put(argument, slave.Index);
            case IoctlRequest.GetPeerLock:
                return IoctlCalls.Put(argument, slave.IsLocked ? 1 : 0);
            case IoctlRequest.SetPeerLock:
                if (!new UserRef<int>(argument).TryRead(out value))
                {
                    return Errno.EFAULT;
                }

                slave.IsLocked = value != 0;
                return Errno.None;
            case IoctlRequest.GetPacketMode:
                return IoctlCalls.Put(argument, slave.IsPacketMode ? 1 : 0);
            case IoctlRequest.SetPacketMode:
                if (!new UserRef<int>(argument).TryRead(out value))
                {
                    return Errno.EFAULT;
                }

                slave.IsPacketMode = value != 0;
                return Errno.None;
            case IoctlRequest.SendSignal:
                if ((Signal)argument is not (Signal.SIGINT or Signal.SIGQUIT or Signal.SIGTSTP))
                {
                    return Errno.EINVAL;
                }

                slave.SendSignal((Signal)argument);
                return Errno.None;
            case IoctlRequest.OpenPeer:
                return OpenPeer(caller, slave, (OpenFlags)argument);
            default:
                return SessionRequests.Unknown(request);
        }
    }

    private static SyscallResult OpenPeer(SyscallContext caller, PseudoTerminal slave, OpenFlags flags)
    {
        FileTable descriptors = caller.Files.Descriptors;
        if (!descriptors.HasRoom)
        {
            return Errno.EMFILE;
        }

        return slave.OpenSlave(caller.Files, flags, out Errno error) is { } file
            ? descriptors.Add(file, (flags & OpenFlags.CloExec) != 0 ? DescriptorFlags.CloExec : DescriptorFlags.None)
            : error;
    }
}
