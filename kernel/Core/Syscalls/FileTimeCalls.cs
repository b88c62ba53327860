using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Times of files. Every tree is read-only: the errors are those of such a file system.</summary>
internal static class FileTimeCalls
{
    private const string ReadOnly = "file systems that can be written";
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Bytes from one struct timespec or timeval to the next.</summary>
    private const ulong TimeSize = 16;

    /// <summary>utime(2): two times in seconds.</summary>
    [Syscall(132, "utime", Missing = ReadOnly)]
    internal static Errno SetTimes(SyscallContext caller, UserString path, UserRef<Timespec> times) =>
        !times.IsNull && !times.TryRead(out _)
            ? Errno.EFAULT
            : PathCalls.ChangeAttributes(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), AtFlags.None);

    /// <summary>utimes(2).</summary>
    [Syscall(235, "utimes", Missing = ReadOnly)]
    internal static Errno SetTimes(SyscallContext caller, UserString path, UserRef<Timeval> times) =>
        SetTimesAt(caller, PathLimits.AtFdCwd, path, times);

    /// <summary>futimesat(2).</summary>
    [Syscall(261, "futimesat", Missing = ReadOnly)]
    internal static Errno SetTimesAt(SyscallContext caller, int dirfd, UserString path, UserRef<Timeval> times)
    {
        if (!times.IsNull)
        {
            if (!times.TryRead(out Timeval accessed) || !new UserRef<Timeval>(times.Address + TimeSize).TryRead(out Timeval modified))
            {
                return Errno.EFAULT;
            }

            if ((ulong)accessed.Microseconds >= MicrosecondsPerSecond || (ulong)modified.Microseconds >= MicrosecondsPerSecond)
            {
                return Errno.EINVAL;
            }
        }

        return Change(caller, dirfd, path, AtFlags.None);
    }

    /// <summary>utimensat(2). Whether the times are valid is seen only behind the path.</summary>
    [Syscall(280, "utimensat", Missing = ReadOnly)]
    internal static Errno SetTimesAt(SyscallContext caller, int dirfd, UserString path, UserRef<Timespec> times, AtFlags flags)
    {
        bool isValid = true;
        if (!times.IsNull)
        {
            if (!times.TryRead(out Timespec accessed) || !new UserRef<Timespec>(times.Address + TimeSize).TryRead(out Timespec modified))
            {
                return Errno.EFAULT;
            }

            if (accessed.Nanoseconds == UtimeNanoseconds.Omit && modified.Nanoseconds == UtimeNanoseconds.Omit)
            {
                return Errno.None;
            }

            isValid = IsValid(accessed) && IsValid(modified);
        }

        Errno error = Change(caller, dirfd, path, flags);
        return error == Errno.EROFS && !isValid ? Errno.EINVAL : error;
    }

    /// <summary>Without a path the descriptor is meant, and flags are errors.</summary>
    private static Errno Change(SyscallContext caller, int dirfd, UserString path, AtFlags flags)
    {
        if (path.Address == 0 && dirfd != PathLimits.AtFdCwd)
        {
            return flags != AtFlags.None ? Errno.EINVAL
                : caller.Files.Descriptors.Get(dirfd) is null ? Errno.EBADF
                : Errno.EROFS;
        }

        return PathCalls.ChangeAttributes(caller.Files, dirfd, caller.Paths.Of(path), flags);
    }

    private static bool IsValid(in Timespec time) =>
        time.Nanoseconds is UtimeNanoseconds.Omit or UtimeNanoseconds.Now || (ulong)time.Nanoseconds < NanosecondsPerSecond;
}
