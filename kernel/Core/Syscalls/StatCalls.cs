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
        GetStatus(caller, dirfd, PathOrDescriptor(caller, dirfd, path, flags), status, flags);

    /// <summary>statx(2).</summary>
    [Syscall(332, "statx")]
    internal static Errno GetExtendedStatus(
        SyscallContext caller, int dirfd, UserString path, AtFlags flags, StatxMask mask, UserRef<Statx> status)
    {
        PathArgument argument = PathOrDescriptor(caller, dirfd, path, flags);
        Errno error = PathCalls.Statx(caller.Files, dirfd, argument, flags, mask, out Statx value);
        return error != Errno.None ? error : status.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    private static Errno GetStatus(SyscallContext caller, int dirfd, PathArgument path, UserRef<Stat> status, AtFlags flags)
    {
        Errno error = PathCalls.Stat(caller.Files, dirfd, path, flags, out Stat value);
        return error != Errno.None ? error : status.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>Since Linux 6.11 no path at all means the descriptor too, if it is one (vfs_empty_path in <c>fs/namei.c</c>).</summary>
    private static PathArgument PathOrDescriptor(SyscallContext caller, int dirfd, UserString path, AtFlags flags)
    {
        const AtFlags Irrelevant = AtFlags.NoAutomount | AtFlags.StatxSyncType;
        return path.Address == 0 && dirfd >= 0 && (flags & ~Irrelevant) == AtFlags.EmptyPath ? default : caller.Paths.Of(path);
    }
}
