using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Bytes between a file and several buffers: vfs_readv and vfs_writev in Linux's <c>fs/read_write.c</c>.</summary>
/// <remarks>Linux passes an offset in two registers; on a 64-bit machine the first has all of it.</remarks>
internal static class VectorCalls
{
    /// <summary>The offset that means the file's position, <c>preadv2(2)</c>.</summary>
    private const long AtPosition = -1;

    /// <summary>readv(2).</summary>
    [Syscall(19, "readv")]
    internal static SyscallResult Read(SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count) =>
        Read(caller, fd, vectors, count, position: null, RwFlags.None);

    /// <summary>writev(2).</summary>
    [Syscall(20, "writev")]
    internal static SyscallResult Write(SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count) =>
        Write(caller, fd, vectors, count, position: null, RwFlags.None);

    /// <summary>preadv(2).</summary>
    [Syscall(295, "preadv")]
    internal static SyscallResult ReadAt(SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long offset) =>
        Read(caller, fd, vectors, count, offset, RwFlags.None);

    /// <summary>pwritev(2).</summary>
    [Syscall(296, "pwritev")]
    internal static SyscallResult WriteAt(SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long offset) =>
        Write(caller, fd, vectors, count, offset, RwFlags.None);

    /// <summary>preadv2(2).</summary>
    [Syscall(327, "preadv2")]
    internal static SyscallResult ReadAt(
        SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long offset, long offsetHigh, RwFlags flags) =>
        Read(caller, fd, vectors, count, offset == AtPosition ? null : offset, flags);

    /// <summary>pwritev2(2).</summary>
    [Syscall(328, "pwritev2")]
    internal static SyscallResult WriteAt(
        SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long offset, long offsetHigh, RwFlags flags) =>
        Write(caller, fd, vectors, count, offset == AtPosition ? null : offset, flags);

    private static SyscallResult Read(
        SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long? position, RwFlags flags)
    {
        OpenFile? file = Find(caller, fd, position, out Errno error);
        if (file is null)
        {
            return error;
        }

        error = position is { } place ? file.CheckReadAt(place) : file.CanRead ? Errno.None : Errno.EBADF;
        if (error != Errno.None)
        {
            return error;
        }

        error = caller.Vectors.TryImport(vectors, count, out ReadOnlySpan<IoVector> buffers, out ulong total);
        if (error != Errno.None || total == 0)
        {
            return error;
        }

        error = CheckFlags(file, flags);
        if (error != Errno.None)
        {
            return error;
        }

        IoTarget target = new(buffers, total) { Flags = flags };
        return position is { } offset ? file.ReadAt(offset, ref target) : file.Read(ref target);
    }

    private static SyscallResult Write(
        SyscallContext caller, int fd, UserRef<IoVector> vectors, uint count, long? position, RwFlags flags)
    {
        OpenFile? file = Find(caller, fd, position, out Errno error);
        if (file is null)
        {
            return error;
        }

        error = position is { } place ? file.CheckWriteAt(place) : file.CanWrite ? Errno.None : Errno.EBADF;
        if (error != Errno.None)
        {
            return error;
        }

        error = caller.Vectors.TryImport(vectors, count, out ReadOnlySpan<IoVector> buffers, out ulong total);
        if (error != Errno.None || total == 0)
        {
            return error;
        }

        error = CheckFlags(file, flags);
        if (error != Errno.None)
        {
            return error;
        }

        IoSource source = new(buffers, total) { Flags = flags };
        return position is { } offset ? file.WriteAt(offset, ref source) : file.Write(ref source);
    }

    private static OpenFile? Find(SyscallContext caller, int fd, long? position, out Errno error)
    {
        OpenFile? file = position < 0 ? null : caller.Files.Descriptors.Get(fd);
        error = position < 0 ? Errno.EINVAL : file is null ? Errno.EBADF : Errno.None;
        return file;
    }

    /// <summary>kiocb_set_rw_flags in Linux's <c>include/linux/fs.h</c>. A directory is not read by buffers, so it has no flags.</summary>
    private static Errno CheckFlags(OpenFile file, RwFlags flags)
    {
        const RwFlags Known = RwFlags.HiPri | RwFlags.DSync | RwFlags.Sync | RwFlags.NoWait | RwFlags.Append
            | RwFlags.NoAppend | RwFlags.Atomic;
        if (flags == RwFlags.None)
        {
            return Errno.None;
        }

        if ((flags & ~(file is DirectoryFile ? RwFlags.HiPri : Known)) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        if ((flags & (RwFlags.Append | RwFlags.NoAppend)) == (RwFlags.Append | RwFlags.NoAppend))
        {
            return Errno.EINVAL;
        }

        if ((flags & RwFlags.NoWait) != 0 && !file.SupportsNoWait)
        {
            return Errno.EOPNOTSUPP;
        }

        // No file can be written all or nothing, in Linux most cannot.
        return (flags & RwFlags.Atomic) != 0 ? Errno.EOPNOTSUPP : Errno.None;
    }
}
