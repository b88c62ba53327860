using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Bytes from file to file.</summary>
internal static class SendFileCalls
{
    /// <summary>sendfile(2).</summary>
    [Syscall(40, "sendfile", Missing = "copying from devices")]
    internal static SyscallResult SendFile(FileContext files, int outFd, int inFd, UserRef<long> offset, ulong count)
    {
        if (offset.IsNull)
        {
            return Send(files, outFd, inFd, count, position: null, out _);
        }

        if (!offset.TryRead(out long position))
        {
            return Errno.EFAULT;
        }

        IoResult result = Send(files, outFd, inFd, count, position, out long end);
        return offset.TryWrite(end) ? result : Errno.EFAULT;
    }

    /// <summary>do_sendfile in Linux's <c>fs/read_write.c</c>.</summary>
    /// <param name="files">The caller.</param>
    /// <param name="outFd">Where to.</param>
    /// <param name="inFd">Where from.</param>
    /// <param name="count">Bytes wanted.</param>
    /// <param name="position">Where to begin; null for the source's position, which moves.</param>
    /// <param name="end">Where it ended.</param>
    private static IoResult Send(FileContext files, int outFd, int inFd, ulong count, long? position, out long end)
    {
        end = position ?? 0;
        if (files.Descriptors.Get(inFd) is not { CanRead: true } source)
        {
            return Errno.EBADF;
        }

        if (position is not null && !source.IsSeekable)
        {
            return Errno.ESPIPE;
        }

        long start = position ?? source.Position;
        if (start < 0 || (long)count < 0 || unchecked(start + (long)count) < 0)
        {
            return Errno.EINVAL;
        }

        if (files.Descriptors.Get(outFd) is not { CanWrite: true } target)
        {
            return Errno.EBADF;
        }

        if (!source.IsSeekable || (target.Flags & OpenFlags.Append) != 0)
        {
            return Errno.EINVAL;
        }

        if (count == 0)
        {
            return 0;
        }

        if (source is not ContentFile { Content: var content })
        {
            Unsupported.Report("sendfile", "copying from a file of type", (ulong)source.Inode.Type);
            return Errno.EINVAL;
        }

        IoResult result = FileCopy.Copy(source, content, start, target, position: null, (long)Math.Min(count, IoLimits.LargestTransfer));
        if (!result.IsError)
        {
            end = start + result.Raw;
            if (position is null)
            {
                source.Seek(end, SeekWhence.Set);
            }
        }

        return result;
    }
}
