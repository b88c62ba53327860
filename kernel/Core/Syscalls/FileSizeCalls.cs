using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sizes of files.</summary>
internal static class FileSizeCalls
{
    /// <summary>truncate(2).</summary>
    [Syscall(76, "truncate")]
    internal static Errno Truncate(SyscallContext caller, UserString path, long length) =>
        PathCalls.Truncate(caller.Files, caller.Paths.Of(path), length);

    /// <summary>ftruncate(2): EINVAL for what is no regular file that is open for writing.</summary>
    [Syscall(77, "ftruncate")]
    internal static Errno Truncate(FileContext files, int fd, long length)
    {
        if (length < 0)
        {
            return Errno.EINVAL;
        }

        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        return file is RegularFile { CanWrite: true } regular ? regular.Truncate(length) : Errno.EINVAL;
    }

    /// <summary>fallocate(2).</summary>
    [Syscall(285, "fallocate")]
    internal static Errno Allocate(FileContext files, int fd, FallocateMode mode, long offset, long length)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        if (offset < 0 || length <= 0)
        {
            return Errno.EINVAL;
        }

        Errno error = Check(mode);
        if (error != Errno.None)
        {
            return error;
        }

        if (!file.CanWrite || file is not RegularFile regular)
        {
            return !file.CanWrite ? Errno.EBADF : file.Inode.Type == FileMode.IfIfo ? Errno.ESPIPE : Errno.ENODEV;
        }

        return length > long.MaxValue - offset ? Errno.EFBIG
            : (mode & ~(FallocateMode.KeepSize | FallocateMode.PunchHole)) != 0 ? Errno.EOPNOTSUPP
            : regular.Allocate(mode, offset, length);
    }

    /// <summary>Modes exclude each other, and some go only with or only without keeping the size: vfs_fallocate in Linux's <c>fs/open.c</c>.</summary>
    private static Errno Check(FallocateMode mode) => mode switch
    {
        FallocateMode.None or FallocateMode.UnshareRange or FallocateMode.ZeroRange
            or FallocateMode.KeepSize
            or FallocateMode.UnshareRange | FallocateMode.KeepSize
            or FallocateMode.ZeroRange | FallocateMode.KeepSize
            or FallocateMode.PunchHole | FallocateMode.KeepSize
            or FallocateMode.CollapseRange or FallocateMode.InsertRange => Errno.None,
        _ => Errno.EOPNOTSUPP,
    };
}
