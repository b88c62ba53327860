using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Parts of regular files into others, <c>copy_file_range(2)</c>; in the order of checks of Linux's <c>fs/read_write.c</c>.</summary>
internal static class CopyRangeCalls
{
    /// <summary>copy_file_range(2): EXDEV across file systems, as in Linux for a tmpfs.</summary>
    [Syscall(326, "copy_file_range")]
    internal static SyscallResult Copy(
        FileContext files, int inFd, UserRef<long> inOffset, int outFd, UserRef<long> outOffset, ulong count, uint flags)
    {
        if (files.Descriptors.Get(inFd) is not { } source || files.Descriptors.Get(outFd) is not { } target)
        {
            return Errno.EBADF;
        }

        long from = source.Position;
        long to = target.Position;
        if ((!inOffset.IsNull && !inOffset.TryRead(out from)) || (!outOffset.IsNull && !outOffset.TryRead(out to)))
        {
            return Errno.EFAULT;
        }

        Errno error = flags != 0 ? Errno.EINVAL : Check(source, from, target, to, ref count);
        if (error != Errno.None || count == 0)
        {
            return error;
        }

        IoResult result = FileCopy.Copy(
            source, ((RegularFile)source).Content, from, target, to, (long)Math.Min(count, IoLimits.LargestTransfer));
        if (result.Raw <= 0)
        {
            return result;
        }

        return TryAdvance(source, inOffset, from + result.Raw) && TryAdvance(target, outOffset, to + result.Raw)
            ? result
            : Errno.EFAULT;
    }

    /// <summary>generic_copy_file_checks and what is asked before and after it.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="from">Its first byte.</param>
    /// <param name="target">Where to.</param>
    /// <param name="to">Its first byte.</param>
    /// <param name="count">Bytes wanted; afterwards those that there are and that the target may have.</param>
    private static Errno Check(OpenFile source, long from, OpenFile target, long to, ref ulong count)
    {
        if (source.Inode.Type == FileMode.IfDir || target.Inode.Type == FileMode.IfDir)
        {
            return Errno.EISDIR;
        }

        if (source.Inode.Type != FileMode.IfReg || target.Inode.Type != FileMode.IfReg)
        {
            return Errno.EINVAL;
        }

        if (!source.CanRead || !target.CanWrite || (target.Flags & OpenFlags.Append) != 0)
        {
            return Errno.EBADF;
        }

        if (source is not RegularFile { Content: var content } || source.Inode.FileSystem != target.Inode.FileSystem)
        {
            return Errno.EXDEV;
        }

        if ((ulong)from + count < (ulong)from || (ulong)to + count < (ulong)to)
        {
            return Errno.EOVERFLOW;
        }

        ulong there = content.Length > from ? (ulong)(content.Length - from) : 0;
        count = Math.Min(count, there);
        return from < 0 || to < 0 ? Errno.EINVAL
            : source.Inode == target.Inode && to + (long)count > from && to < from + (long)count ? Errno.EINVAL
            : Errno.None;
    }

    private static bool TryAdvance(OpenFile file, UserRef<long> offset, long position)
    {
        if (!offset.IsNull)
        {
            return offset.TryWrite(position);
        }

        file.Seek(position, SeekWhence.Set);
        return true;
    }
}
