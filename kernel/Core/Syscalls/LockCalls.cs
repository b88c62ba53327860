using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Locks;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Locks of files, which hinder only others that ask for locks; Linux's <c>fs/locks.c</c>.</summary>
internal static class LockCalls
{
    /// <summary>flock(2).</summary>
    [Syscall(73, "flock")]
    internal static SyscallResult Flock(FileContext files, int fd, FlockOperation operation)
    {
        if ((operation & FlockOperation.Mand) != 0)
        {
            return Errno.None;
        }

        FlockOperation kind = operation & ~FlockOperation.Nb;
        if (kind is not (FlockOperation.Sh or FlockOperation.Ex or FlockOperation.Un))
        {
            return Errno.EINVAL;
        }

        if (files.Descriptors.Get(fd) is not { } file || (kind != FlockOperation.Un && !file.CanRead && !file.CanWrite))
        {
            return Errno.EBADF;
        }

        LockList locks = file.Inode.Locks.Whole;
        if (kind == FlockOperation.Un)
        {
            locks.Unset(file);
            return Errno.None;
        }

        // A lock of the other kind is given back first: others may take one meanwhile, and it is lost when this fails.
        FileLock wanted = new(file, files.ProcessId, kind == FlockOperation.Ex, 0, long.MaxValue);
        if (locks.HasOther(wanted))
        {
            locks.Unset(file);
        }

        return ResultOf(Take(files, fd, file, locks, wanted, mayWait: (operation & FlockOperation.Nb) == 0));
    }

    /// <summary>Whether a command of fcntl is about locks.</summary>
    internal static bool IsFor(FcntlCommand command) =>
        command is >= FcntlCommand.GetLk and <= FcntlCommand.SetLkw or >= FcntlCommand.OfdGetLk and <= FcntlCommand.OfdSetLkw;

    /// <summary>The commands of fcntl that are about locks.</summary>
    internal static SyscallResult Control(FileContext files, int fd, FcntlCommand command, UserRef<FileLockRequest> argument)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        if (!argument.TryRead(out FileLockRequest request))
        {
            return Errno.EFAULT;
        }

        bool isOfFile = command >= FcntlCommand.OfdGetLk;
        bool isQuestion = command is FcntlCommand.GetLk or FcntlCommand.OfdGetLk;
        Errno error = TryGetRange(file, request, out long start, out long end);
        if (error != Errno.None || (isQuestion && request.Type == FileLockType.None))
        {
            return isQuestion && request.Type == FileLockType.None ? Errno.EINVAL : error;
        }

        FileLock wanted = new(
            isOfFile ? file : files.Descriptors, isOfFile ? -1 : files.ProcessId, request.Type == FileLockType.Write, start, end);
        if (isQuestion)
        {
            return isOfFile && request.ProcessId != 0 ? Errno.EINVAL
                : argument.TryWrite(Answer(file.Inode.Locks.Ranges.FindConflict(wanted), request)) ? Errno.None
                : Errno.EFAULT;
        }

        if ((request.Type == FileLockType.Read && !file.CanRead) || (request.Type == FileLockType.Write && !file.CanWrite))
        {
            return Errno.EBADF;
        }

        if (isOfFile && request.ProcessId != 0)
        {
            return Errno.EINVAL;
        }

        LockList locks = file.Inode.Locks.Ranges;
        return ResultOf(request.Type == FileLockType.None
            ? locks.Unset(wanted.Owner, start, end)
            : Take(files, fd, file, locks, wanted, mayWait: command is FcntlCommand.SetLkw or FcntlCommand.OfdSetLkw));
    }

    /// <summary>A file that another thread has closed meanwhile has no lock.</summary>
    private static Errno Take(FileContext files, int fd, OpenFile file, LockList locks, in FileLock wanted, bool mayWait)
    {
        file.Retain();
        Errno error = LockWaits.Take(locks, wanted, mayWait, findsDeadlocks: wanted.Owner is FileTable);

        // What belongs to the open file stays with it, whoever has closed this descriptor meanwhile.
        if (error == Errno.None && wanted.Owner is FileTable && files.Descriptors.Get(fd) != file)
        {
            locks.Unset(wanted.Owner);
            error = Errno.EBADF;
        }

        file.Release();
        return error;
    }

    private static SyscallResult ResultOf(Errno error) =>
        error == RestartCode.UnlessNotWantedError ? RestartCode.UnlessNotWanted : error;

    /// <summary>The bytes that a program means: flock64_to_posix_lock in Linux.</summary>
    private static Errno TryGetRange(OpenFile file, in FileLockRequest request, out long start, out long end)
    {
        start = 0;
        end = long.MaxValue;
        long origin;
        switch ((SeekWhence)request.Whence)
        {
            case SeekWhence.Set:
                origin = 0;
                break;
            case SeekWhence.Cur:
                origin = file.Position;
                break;
            case SeekWhence.End:
                origin = file.Inode.Size;
                break;
            default:
                return Errno.EINVAL;
        }

        if (request.Start > long.MaxValue - origin)
        {
            return Errno.EOVERFLOW;
        }

        start = origin + request.Start;
        if (start < 0 || (request.Length < 0 && start + request.Length < 0))
        {
            return Errno.EINVAL;
        }

        if (request.Length > 0 && request.Length - 1 > long.MaxValue - start)
        {
            return Errno.EOVERFLOW;
        }

        end = request.Length == 0 ? long.MaxValue : request.Length > 0 ? start + request.Length - 1 : start - 1;
        start += long.Min(request.Length, 0);
        return request.Type is FileLockType.Read or FileLockType.Write or FileLockType.None ? Errno.None : Errno.EINVAL;
    }

    /// <summary>What F_GETLK says: the lock that hinders, or that there is none.</summary>
    private static FileLockRequest Answer(in FileLock? found, FileLockRequest request)
    {
        if (found is not { } held)
        {
            return request with { Type = FileLockType.None };
        }

        return new FileLockRequest
        {
            Type = held.IsExclusive ? FileLockType.Write : FileLockType.Read,
            Whence = (short)SeekWhence.Set,
            Start = held.Start,
            Length = held.End == long.MaxValue ? 0 : held.End - held.Start + 1,
            ProcessId = held.ProcessId,
        };
    }
}
