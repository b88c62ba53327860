using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Pipes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Descriptors themselves.</summary>
internal static class DescriptorCalls
{
    /// <summary>dup(2).</summary>
    [Syscall(32, "dup")]
    internal static SyscallResult Duplicate(FileContext files, int oldFd) => files.Descriptors.Duplicate(oldFd);

    /// <summary>dup2(2).</summary>
    [Syscall(33, "dup2")]
    internal static SyscallResult Duplicate(FileContext files, int oldFd, int newFd) =>
        files.Descriptors.DuplicateTo(oldFd, newFd);

    /// <summary>dup3(2).</summary>
    [Syscall(292, "dup3")]
    internal static SyscallResult Duplicate(FileContext files, int oldFd, int newFd, OpenFlags flags) =>
        files.Descriptors.DuplicateTo(oldFd, newFd, flags);

    /// <summary>fcntl(2).</summary>
    [Syscall(72, "fcntl", Missing = "leases, owners of signals, hints, seals")]
    internal static SyscallResult Control(FileContext files, int fd, FcntlCommand command, ulong argument)
    {
        if (files.Descriptors.GetAny(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        if (command == FcntlCommand.SetFl && !MaySet(files, file, (OpenFlags)argument))
        {
            return Errno.EPERM;
        }

        if (LockCalls.IsFor(command))
        {
            return LockCalls.Control(files, fd, command, new UserRef<FileLockRequest>(argument));
        }

        if (command == FcntlCommand.SetPipeSize)
        {
            return file is PipeFile { Pipe: var pipe } ? pipe.Resize((uint)argument, files.Credentials.IsSuperuser) : Errno.EBADF;
        }

        IoResult result = files.Descriptors.Control(fd, command, argument);
        if (result.Error == Errno.EINVAL && !FileTable.Knows(command))
        {
            Unsupported.Report("fcntl", "a command", (ulong)command);
        }

        return result;
    }

    /// <summary>Only the owner may leave the time of access alone.</summary>
    private static bool MaySet(FileContext files, OpenFile file, OpenFlags flags) =>
        (flags & ~file.Flags & OpenFlags.NoAtime) == 0 || file.IsPathOnly || file.Inode.IsOwnedBy(files.Credentials);
}
