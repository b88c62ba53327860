using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Terminals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>ioctl(2): what every file answers, then what its type does (do_vfs_ioctl in Linux's <c>fs/ioctl.c</c>).</summary>
internal static class IoctlCalls
{
    /// <summary>ioctl(2).</summary>
    [Syscall(16, "ioctl", Missing = "most requests")]
    internal static SyscallResult Control(SyscallContext caller, int fd, IoctlRequest request, ulong argumentAddress)
    {
        FileTable descriptors = caller.Files.Descriptors;
        if (descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        switch (request)
        {
            case IoctlRequest.SetCloExec:
                return descriptors.Control(fd, FcntlCommand.SetFd, (ulong)DescriptorFlags.CloExec).Error;
            case IoctlRequest.ClearCloExec:
                return descriptors.Control(fd, FcntlCommand.SetFd, (ulong)DescriptorFlags.None).Error;
            case IoctlRequest.SetNonBlock:
                return SetNonBlock(file, new UserRef<int>(argumentAddress));
            case IoctlRequest.SetAsync:
                // Setting what is set already succeeds, and O_ASYNC never is.
                return !new UserRef<int>(argumentAddress).TryRead(out int isOn) ? Errno.EFAULT
                    : isOn != 0 ? Errno.ENOTTY
                    : Errno.None;
            case IoctlRequest.GetBlockSize:
                return Put(argumentAddress, (int)InodeStatus.StatisticsOf(file.Location).BlockSize);
            case IoctlRequest.GetReadable when file.Inode.Type == FileMode.IfReg:
                return Put(argumentAddress, (int)(file.Inode.Size - file.Position));
            case IoctlRequest.GetReadable when file.Available is { } count:
                return Put(argumentAddress, count);
            default:
                return file switch
                {
                    TerminalFile { IsHungUp: true } => request == IoctlRequest.SetForeground ? Errno.ENOTTY : Errno.EIO,
                    TerminalEnd terminal => TerminalRequests.Control(caller, terminal, request, argumentAddress),
                    ClockFile clock => ClockRequests.Control(caller.Files, clock, request, argumentAddress),
                    _ => Errno.ENOTTY,
                };
        }
    }

    /// <summary>Writes a result; EFAULT where that cannot be.</summary>
    internal static Errno Put<T>(ulong address, in T value)
        where T : unmanaged =>
        new UserRef<T>(address).TryWrite(value) ? Errno.None : Errno.EFAULT;

    private static Errno SetNonBlock(OpenFile file, UserRef<int> argument)
    {
        if (!argument.TryRead(out int isOn))
        {
            return Errno.EFAULT;
        }

        return file.SetStatusFlags(isOn != 0 ? file.Flags | OpenFlags.NonBlock : file.Flags & ~OpenFlags.NonBlock);
    }
}
