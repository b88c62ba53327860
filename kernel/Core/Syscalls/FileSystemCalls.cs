using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What a file system is.</summary>
internal static class FileSystemCalls
{
    /// <summary>statfs(2).</summary>
    [Syscall(137, "statfs")]
    internal static Errno GetStatistics(SyscallContext caller, UserString path, UserRef<FileSystemStatistics> statistics)
    {
        Errno error = PathCalls.Find(caller.Files, PathLimits.AtFdCwd, caller.Paths.Of(path), AtFlags.None, out Location file);
        return error == Errno.None ? Write(file, statistics) : error;
    }

    /// <summary>fstatfs(2).</summary>
    [Syscall(138, "fstatfs")]
    internal static Errno GetStatistics(FileContext files, int fd, UserRef<FileSystemStatistics> statistics) =>
        files.Descriptors.GetAny(fd) is { } file ? Write(file.Location, statistics) : Errno.EBADF;

    private static Errno Write(in Location file, UserRef<FileSystemStatistics> statistics) =>
        statistics.TryWrite(InodeStatus.StatisticsOf(file)) ? Errno.None : Errno.EFAULT;
}
