using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Bytes between a file and one buffer, in the order of checks of Linux's <c>fs/read_write.c</c>.</summary>
internal static class ReadWriteCalls
{
    /// <summary>read(2).</summary>
    [Syscall(0, "read")]
    internal static SyscallResult Read(FileContext files, int fd, WritableUserBuffer buffer)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        IoTarget target = new(buffer);
        return file.Read(ref target);
    }

    /// <summary>write(2).</summary>
    [Syscall(1, "write")]
    internal static SyscallResult Write(FileContext files, int fd, ReadableUserBuffer buffer)
    {
        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        IoSource source = new(buffer);
        return file.Write(ref source);
    }

    /// <summary>lseek(2).</summary>
    [Syscall(8, "lseek")]
    internal static SyscallResult Seek(FileContext files, int fd, long offset, SeekWhence whence) =>
        files.Descriptors.Get(fd) is { } file ? file.Seek(offset, whence) : Errno.EBADF;

    /// <summary>pread64(2): the offset is checked before the descriptor.</summary>
    [Syscall(17, "pread64")]
    internal static SyscallResult ReadAt(FileContext files, int fd, WritableUserBuffer buffer, long offset)
    {
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        IoTarget target = new(buffer);
        return file.ReadAt(offset, ref target);
    }

    /// <summary>pwrite64(2).</summary>
    [Syscall(18, "pwrite64")]
    internal static SyscallResult WriteAt(FileContext files, int fd, ReadableUserBuffer buffer, long offset)
    {
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        if (files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        IoSource source = new(buffer);
        return file.WriteAt(offset, ref source);
    }
}
