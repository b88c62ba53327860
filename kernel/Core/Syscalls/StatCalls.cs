using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What a file is.</summary>
internal static class StatCalls
{
    /// <summary>stat(2).</summary>
    [Syscall(4, "stat")]
    internal static Errno GetStatus(SyscallContext caller, UserString path, UserRef<Stat> status) =>
        GetStatus(caller, PathLimits.AtFdCwd, caller.Paths.Of(path), status, AtFlags.None);

    /// <summary>fstat(2).</summary>
    [Syscall(5, "fstat")]
    internal static Errno GetStatus(FileContext files, int fd, UserRef<Stat> status)
    {
        if (files.Descriptors.GetAny(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        InodeStatus.Fill(file.Inode, out Stat value);
        return status.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>lstat(2).</summary>
    [Syscall(6, "lstat")]
    internal static Errno GetLinkStatus(SyscallContext caller, UserString path, UserRef<Stat> status) =>
        GetStatus(caller, PathLimits.AtFdCwd, caller.Paths.Of(path), status, AtFlags.SymlinkNoFollow);

    /// <summary>newfstatat(2), called fstatat there.</summary>
    [Syscall(262, "newfstatat")]
    internal static Errno GetStatusAt(SyscallContext caller, int dirfd, UserString path, UserRef<Stat> status, AtFlags flags) =>
        GetStatus(caller, dirfd, PathOrNull(caller, path, flags), status, flags);

    /// <summary>statx(2).</summary>
    [Syscall(332, "statx")]
    internal static Errno GetExtendedStatus(
        SyscallContext caller, int dirfd, UserString path, AtFlags flags, StatxMask mask, UserRef<Statx> status)
    {
        PathArgument argument = PathOrNull(caller, path, flags);
        Errno error = PathCalls.Statx(caller.Files, dirfd, argument, flags, mask, out Statx value);
        return error != Errno.None ? error : status.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    private static Errno GetStatus(SyscallContext caller, int dirfd, PathArgument path, UserRef<Stat> status, AtFlags flags)
    {
        Errno error = PathCalls.Stat(caller.Files, dirfd, path, flags, out Stat value);
        return error != Errno.None ? error : status.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>No path at all is an empty one where that means something (getname_maybe_null in Linux's <c>fs/namei.c</c>).</summary>
    private static PathArgument PathOrNull(SyscallContext caller, UserString path, AtFlags flags) =>
        path.Address == 0 && (flags & AtFlags.EmptyPath) != 0 ? default : caller.Paths.Of(path);
}
