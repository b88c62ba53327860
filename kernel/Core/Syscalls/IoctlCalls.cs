using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>ioctl(2): what every file answers, then what its type does (do_vfs_ioctl in Linux's <c>fs/ioctl.c</c>).</summary>
internal static class IoctlCalls
{
    /// <summary>ioctl(2).</summary>
    [Syscall(16, "ioctl", Missing = "most requests")]
    internal static Errno Control(FileContext files, int fd, IoctlRequest request, ulong argumentAddress)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        switch (request)
        {
            case IoctlRequest.SetCloExec:
                return files.Descriptors.Control(fd, FcntlCommand.SetFd, (ulong)DescriptorFlags.CloExec).Error;
            case IoctlRequest.ClearCloExec:
                return files.Descriptors.Control(fd, FcntlCommand.SetFd, (ulong)DescriptorFlags.None).Error;
            case IoctlRequest.SetNonBlock:
                return SetNonBlock(file, new UserRef<int>(argumentAddress));
            case IoctlRequest.SetAsync:
                // Setting what is set already succeeds, and O_ASYNC never is.
                return !new UserRef<int>(argumentAddress).TryRead(out int isOn) ? Errno.EFAULT
                    : isOn != 0 ? Errno.ENOTTY
                    : Errno.None;
            case IoctlRequest.GetBlockSize:
                return Put(argumentAddress, (int)InodeStatus.StatisticsOf(file.Inode.FileSystem).BlockSize);
            case IoctlRequest.GetReadable when file.Inode.Type == FileMode.IfReg:
                return Put(argumentAddress, (int)(file.Inode.Size - file.Position));
            case IoctlRequest.GetReadable when file.Available is { } count:
                return Put(argumentAddress, count);
            default:
                return file is DeviceFile { Device.Console: { } console }
                    ? TerminalRequests.Control(console, files.ProcessId, request, argumentAddress)
                    : Errno.ENOTTY;
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
