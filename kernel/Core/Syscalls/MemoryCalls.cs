using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Memory;
using Lodestar.Core.Syscalls.Tracing;

namespace Lodestar.Core.Syscalls;

/// <summary>The areas of an address space.</summary>
internal static class MemoryCalls
{
    /// <summary>mmap(2).</summary>
    [Syscall(9, "mmap", Missing = "huge pages")]
    [return: Trace(TraceFormat.Pointer)]
    internal static SyscallResult Map(
        SyscallContext caller, ulong address, ulong length, MmapProtection protection, MmapFlags flags, int fd,
        [Trace(TraceFormat.Hex)] ulong offset)
    {
        MappedFile? file = null;
        MmapProtection access = MmapProtection.Exec;
        if ((flags & MmapFlags.Anonymous) == 0)
        {
            Errno problem = FindFile(caller, fd, offset, ref flags, out file, ref access);
            if (problem != Errno.None)
            {
                return problem;
            }

            if ((protection & ~access & MmapProtection.Exec) != 0)
            {
                return Errno.EPERM;
            }
        }

        Errno error = caller.Memory.Map(
            new MapRequest
            {
                Address = address,
                Length = length,
                Protection = protection,
                Flags = flags,
                File = file,
                Offset = offset,
                FileAccess = access,
            },
            out ulong start);
        return error == Errno.None ? (long)start : error;
    }

    /// <summary>mprotect(2).</summary>
    [Syscall(10, "mprotect")]
    internal static Errno Protect(AddressSpace memory, ulong address, ulong length, MmapProtection protection) =>
        memory.Protect(address, length, protection);

    /// <summary>munmap(2).</summary>
    [Syscall(11, "munmap")]
    internal static Errno Unmap(AddressSpace memory, ulong address, ulong length) => memory.Unmap(address, length);

    /// <summary>brk(2): returns the new end of the heap, or the old one when that can't be.</summary>
    [Syscall(12, "brk")]
    [return: Trace(TraceFormat.Pointer)]
    internal static long Break(AddressSpace memory, ulong address) => (long)memory.SetBreak(address);

    /// <summary>mremap(2).</summary>
    [Syscall(25, "mremap")]
    [return: Trace(TraceFormat.Pointer)]
    internal static SyscallResult Remap(
        AddressSpace memory, ulong address, ulong oldLength, ulong newLength, MremapFlags flags, ulong newAddress)
    {
        Errno error = memory.Remap(address, oldLength, newLength, flags, newAddress, out ulong result);
        return error == Errno.None ? (long)result : error;
    }

    /// <summary>madvise(2).</summary>
    [Syscall(28, "madvise")]
    internal static Errno Advise(AddressSpace memory, ulong address, ulong length, MemoryAdvice advice) =>
        memory.Advise(address, length, advice);

    /// <summary>Looks up what is to be mapped. /dev/zero becomes anonymous memory, as in Linux's mmap_zero.</summary>
    private static Errno FindFile(
        SyscallContext caller, int fd, ulong offset, ref MmapFlags flags, out MappedFile? mapped, ref MmapProtection access)
    {
        mapped = null;
        if (!Page.IsAligned(offset))
        {
            return Errno.EINVAL;
        }

        if (caller.Files.Descriptors.Get(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        if ((file.Mount.Flags & MountFlags.NoExec) != 0)
        {
            access &= ~MmapProtection.Exec;
        }

        access |= file.CanRead ? MmapProtection.Read : MmapProtection.None;
        access |= file.CanWrite ? MmapProtection.Write : MmapProtection.None;
        switch (file)
        {
            case { Inode: RegularInode inode }:
                if ((file.Flags & OpenFlags.NoAtime) == 0)
                {
                    inode.MarkAccessed(file.Mount);
                }

                mapped = inode.Mapping;
                return Errno.None;
            case DeviceFile { Device: ZeroDevice }:
                flags |= MmapFlags.Anonymous;
                return file.CanRead ? Errno.None : Errno.EACCES;
            default:
                return file.CanRead ? Errno.ENODEV : Errno.EACCES;
        }
    }
}
