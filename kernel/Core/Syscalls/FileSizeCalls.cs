using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Sizes of files. Every tree is read-only, so no regular file is ever open for writing.</summary>
internal static class FileSizeCalls
{
    private const string ReadOnly = "file systems that can be written";

    /// <summary>truncate(2).</summary>
    [Syscall(76, "truncate", Missing = ReadOnly)]
    internal static Errno Truncate(SyscallContext caller, UserString path, long length) =>
        PathCalls.Truncate(caller.Files, caller.Paths.Of(path), length);

    /// <summary>ftruncate(2): EINVAL for what is no regular file that is open for writing.</summary>
    [Syscall(77, "ftruncate", Missing = ReadOnly)]
    internal static Errno Truncate(FileContext files, int fd, long length) =>
        length >= 0 && files.Descriptors.Get(fd) is null ? Errno.EBADF : Errno.EINVAL;

    /// <summary>fallocate(2).</summary>
    [Syscall(285, "fallocate", Missing = ReadOnly)]
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
        return error != Errno.None ? error : file.CanWrite ? Errno.ENODEV : Errno.EBADF;
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
