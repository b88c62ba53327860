using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Syscalls;

/// <summary>Storing, and saying what is going to be read. Nothing is ever waiting to be stored: all files are in memory.</summary>
internal static class SyncCalls
{
    /// <summary>fsync(2).</summary>
    [Syscall(74, "fsync")]
    internal static Errno Sync(FileContext files, int fd) =>
        files.Descriptors.Get(fd) is not { } file ? Errno.EBADF
        : file.Inode is RegularInode or TreeDirectory ? Errno.None
        : Errno.EINVAL;

    /// <summary>fdatasync(2).</summary>
    [Syscall(75, "fdatasync")]
    internal static Errno SyncData(FileContext files, int fd) => Sync(files, fd);

    /// <summary>fadvise64(2), called posix_fadvise there.</summary>
    [Syscall(221, "fadvise64")]
    internal static Errno Advise(FileContext files, int fd, long offset, long length, FileAdvice advice) =>
        files.Descriptors.Get(fd) is null ? Errno.EBADF
        : length < 0 || (uint)advice > (uint)FileAdvice.NoReuse ? Errno.EINVAL
        : Errno.None;

    /// <summary>sync_file_range(2).</summary>
    [Syscall(277, "sync_file_range")]
    internal static Errno SyncRange(FileContext files, int fd, long offset, long length, SyncRangeFlags flags)
    {
        const SyncRangeFlags Known = SyncRangeFlags.WaitBefore | SyncRangeFlags.Write | SyncRangeFlags.WaitAfter;
        long end = unchecked(offset + length);
        return files.Descriptors.Get(fd) is not { } file ? Errno.EBADF
            : (flags & ~Known) != 0 || offset < 0 || end < offset ? Errno.EINVAL
            : file.Inode.Type is FileMode.IfReg or FileMode.IfDir ? Errno.None
            : Errno.ESPIPE;
    }

    /// <summary>readahead(2): everything is in memory.</summary>
    [Syscall(187, "readahead")]
    internal static Errno ReadAhead(FileContext files, int fd, long offset, ulong count) =>
        files.Descriptors.Get(fd) is not { CanRead: true } file ? Errno.EBADF
        : file.Inode.Type == FileMode.IfReg ? Errno.None
        : Errno.EINVAL;

    /// <summary>syncfs(2).</summary>
    [Syscall(306, "syncfs")]
    internal static Errno SyncFileSystem(FileContext files, int fd) => files.Descriptors.Get(fd) is null ? Errno.EBADF : Errno.None;
}
