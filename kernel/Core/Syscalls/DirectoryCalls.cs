using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Listing directories, and the current one.</summary>
internal static class DirectoryCalls
{
    /// <summary>getdents(2).</summary>
    [Syscall(78, "getdents")]
    internal static SyscallResult GetEntries(FileContext files, int fd, ulong bufferAddress, int count) =>
        GetEntries(files, fd, bufferAddress, count, DirectoryFormat.Dirent);

    /// <summary>getcwd(2): the buffer's length is compared only when the path is known.</summary>
    [Syscall(79, "getcwd")]
    internal static SyscallResult GetCurrentDirectory(SyscallContext caller, WritableUserBuffer buffer)
    {
        Span<byte> path = caller.Transfer.AsSpan(0, PathLimits.PathMax);
        IoResult result = PathCalls.GetCurrentDirectory(caller.Files, path);
        if (result.IsError)
        {
            return result.Error == Errno.ENOENT ? Errno.ENOENT : Errno.ENAMETOOLONG;
        }

        path = path[..(int)result.Raw];
        return (ulong)path.Length > buffer.Length ? Errno.ERANGE
            : buffer.CopyFrom(path) < path.Length ? Errno.EFAULT
            : path.Length;
    }

    /// <summary>chdir(2).</summary>
    [Syscall(80, "chdir")]
    internal static Errno ChangeDirectory(SyscallContext caller, UserString path) =>
        PathCalls.ChangeDirectory(caller.Files, caller.Paths.Of(path));

    /// <summary>fchdir(2).</summary>
    [Syscall(81, "fchdir")]
    internal static Errno ChangeDirectory(FileContext files, int fd) => PathCalls.ChangeDirectory(files, fd);

    /// <summary>chroot(2).</summary>
    [Syscall(161, "chroot")]
    internal static Errno ChangeRoot(SyscallContext caller, UserString path) =>
        PathCalls.ChangeRoot(caller.Files, caller.Paths.Of(path));

    /// <summary>umask(2).</summary>
    [Syscall(95, "umask")]
    internal static int SetUmask(FileContext files, uint mask)
    {
        FileMode old = files.Umask;
        files.Umask = (FileMode)mask & FileMode.IrwxUgo;
        return (int)old;
    }

    /// <summary>getdents64(2).</summary>
    [Syscall(217, "getdents64")]
    internal static SyscallResult GetEntries64(FileContext files, int fd, ulong bufferAddress, int count) =>
        GetEntries(files, fd, bufferAddress, count, DirectoryFormat.Dirent64);

    private static SyscallResult GetEntries(FileContext files, int fd, ulong bufferAddress, int count, DirectoryFormat format)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        // A count that is negative for Linux has room for no entry, which is an error only if there is one.
        IoTarget target = new(new WritableUserBuffer(bufferAddress, (ulong)Math.Max(count, 0)));
        return file.ReadDirectory(ref target, format);
    }
}
