using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What a file system is.</summary>
internal static class FileSystemCalls
{
    /// <summary>statfs(2).</summary>
    [Syscall(137, "statfs")]
    internal static Errno GetStatistics(SyscallContext caller, UserString path, UserRef<FileSystemStatistics> statistics) =>
        PathCalls.Find(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), AtFlags.None, out Errno error) is { } inode
            ? Write(inode, statistics)
            : error;

    /// <summary>fstatfs(2).</summary>
    [Syscall(138, "fstatfs")]
    internal static Errno GetStatistics(FileContext files, int fd, UserRef<FileSystemStatistics> statistics) =>
        files.Descriptors.GetAny(fd) is { } file ? Write(file.Inode, statistics) : Errno.EBADF;

    private static Errno Write(Inode inode, UserRef<FileSystemStatistics> statistics) =>
        statistics.TryWrite(InodeStatus.StatisticsOf(inode.FileSystem)) ? Errno.None : Errno.EFAULT;
}
