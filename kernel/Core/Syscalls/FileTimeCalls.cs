using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Times of files.</summary>
internal static class FileTimeCalls
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long NanosecondsPerMicrosecond = 1000;

    /// <summary>Bytes from one struct timespec or timeval to the next.</summary>
    private const ulong TimeSize = 16;

    private static readonly Timespec s_now = new() { Nanoseconds = UtimeNanoseconds.Now };

    /// <summary>utime(2): two times in seconds, which struct utimbuf has where a timespec has its two numbers.</summary>
    [Syscall(132, "utime")]
    internal static Errno SetTimes(SyscallContext caller, UserString path, UserRef<Timespec> times)
    {
        Timespec accessed = s_now;
        Timespec modified = s_now;
        if (!times.IsNull)
        {
            if (!times.TryRead(out Timespec pair))
            {
                return Errno.EFAULT;
            }

            accessed = new Timespec { Seconds = pair.Seconds };
            modified = new Timespec { Seconds = pair.Nanoseconds };
        }

        return PathCalls.ChangeTimes(
            caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), accessed, modified, AtFlags.None);
    }

    /// <summary>utimes(2).</summary>
    [Syscall(235, "utimes")]
    internal static Errno SetTimes(SyscallContext caller, UserString path, UserRef<Timeval> times) =>
        SetTimesAt(caller, PathLimits.AtFdCwd, path, times);

    /// <summary>futimesat(2).</summary>
    [Syscall(261, "futimesat")]
    internal static Errno SetTimesAt(SyscallContext caller, int dirfd, UserString path, UserRef<Timeval> times)
    {
        if (times.IsNull)
        {
            return Change(caller, dirfd, path, s_now, s_now, AtFlags.None);
        }

        if (!times.TryRead(out Timeval accessed) || !new UserRef<Timeval>(times.Address + TimeSize).TryRead(out Timeval modified))
        {
            return Errno.EFAULT;
        }

        if ((ulong)accessed.Microseconds >= MicrosecondsPerSecond || (ulong)modified.Microseconds >= MicrosecondsPerSecond)
        {
            return Errno.EINVAL;
        }

        return Change(caller, dirfd, path, TimespecOf(accessed), TimespecOf(modified), AtFlags.None);
    }

    /// <summary>utimensat(2). Whether the times are valid is seen only behind the path.</summary>
    [Syscall(280, "utimensat")]
    internal static Errno SetTimesAt(SyscallContext caller, int dirfd, UserString path, UserRef<Timespec> times, AtFlags flags)
    {
        Timespec accessed = s_now;
        Timespec modified = s_now;
        if (!times.IsNull)
        {
            if (!times.TryRead(out accessed) || !new UserRef<Timespec>(times.Address + TimeSize).TryRead(out modified))
            {
                return Errno.EFAULT;
            }

            if (accessed.Nanoseconds == UtimeNanoseconds.Omit && modified.Nanoseconds == UtimeNanoseconds.Omit)
            {
                return Errno.None;
            }
        }

        return Change(caller, dirfd, path, accessed, modified, flags);
    }

    /// <summary>Without a path the descriptor is meant, and flags are errors.</summary>
    private static Errno Change(
        SyscallContext caller, int dirfd, UserString path, in Timespec accessed, in Timespec modified, AtFlags flags)
    {
        if (path.Address == 0 && dirfd != PathLimits.AtFdCwd)
        {
            return flags != AtFlags.None ? Errno.EINVAL
                : caller.Files.Descriptors.Get(dirfd) is not { } file ? Errno.EBADF
                : PathCalls.ChangeTimes(caller.Files, file.Location, accessed, modified);
        }

        return PathCalls.ChangeTimes(caller.Files, dirfd, caller.Paths.Of(path), accessed, modified, flags);
    }

    private static Timespec TimespecOf(in Timeval time) =>
        new() { Seconds = time.Seconds, Nanoseconds = time.Microseconds * NanosecondsPerMicrosecond };
}
