using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Bytes between files and programs.</summary>
internal static class ReadWriteCalls
{
    /// <summary>What one call transfers at the most: a whole number of pages below 2 GiB (MAX_RW_COUNT).</summary>
    private const ulong LargestTransfer = 0x7fff_f000;

    /// <summary>read(2).</summary>
    [Syscall(0, "read")]
    internal static SyscallResult Read(SyscallContext caller, int fd, WritableUserBuffer buffer)
    {
        if (caller.Files.Descriptors.Get(fd) is not { CanRead: true } file)
        {
            return Errno.EBADF;
        }

        if (!buffer.IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        ulong length = Math.Min(buffer.Length, LargestTransfer);
        ulong done = 0;
        do
        {
            Span<byte> piece = caller.Transfer.AsSpan(0, (int)Math.Min(length - done, (ulong)caller.Transfer.Length));
            IoResult result = file.Read(piece);
            if (result.IsError)
            {
                return done > 0 ? (long)done : result.Error;
            }

            int copied = buffer.CopyFrom(piece[..(int)result.Raw], done);
            done += (ulong)copied;
            if (copied < result.Raw)
            {
                return done > 0 ? (long)done : Errno.EFAULT;
            }

            if (copied < piece.Length)
            {
                break;
            }
        }
        while (done < length);
        return (long)done;
    }

    /// <summary>write(2).</summary>
    [Syscall(1, "write")]
    internal static SyscallResult Write(SyscallContext caller, int fd, ReadableUserBuffer buffer)
    {
        if (caller.Files.Descriptors.Get(fd) is not { CanWrite: true } file)
        {
            return Errno.EBADF;
        }

        if (!buffer.IsInUserSpace)
        {
            return Errno.EFAULT;
        }

        ulong length = Math.Min(buffer.Length, LargestTransfer);
        ulong done = 0;
        do
        {
            Span<byte> piece = caller.Transfer.AsSpan(0, (int)Math.Min(length - done, (ulong)caller.Transfer.Length));
            int copied = buffer.CopyTo(piece, done);
            if (copied < piece.Length && copied == 0)
            {
                return done > 0 ? (long)done : Errno.EFAULT;
            }

            IoResult result = file.Write(piece[..copied]);
            if (result.IsError)
            {
                return done > 0 ? (long)done : result.Error;
            }

            done += (ulong)result.Raw;
            if (result.Raw < piece.Length)
            {
                break;
            }
        }
        while (done < length);
        return (long)done;
    }
}
