using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Memory that stays, <c>mlock(2)</c>, and memory that is stored, <c>msync(2)</c>. No page is ever swapped out, and no file is
/// changed by a mapping: of both only the checks are left.
/// </summary>
internal static class MemoryLockCalls
{
    private const string WithoutLocks = "bringing pages in at once, RLIMIT_MEMLOCK, what other calls refuse for locked memory";

    /// <summary>mlock(2).</summary>
    [Syscall(149, "mlock", Missing = WithoutLocks)]
    internal static Errno Lock(AddressSpace memory, ulong address, ulong length) => CheckLock(memory, address, length);

    /// <summary>mlock2(2).</summary>
    [Syscall(325, "mlock2", Missing = WithoutLocks)]
    internal static Errno Lock(AddressSpace memory, ulong address, ulong length, MlockFlags flags) =>
        (flags & ~MlockFlags.OnFault) != 0 ? Errno.EINVAL : CheckLock(memory, address, length);

    /// <summary>munlock(2).</summary>
    [Syscall(150, "munlock")]
    internal static Errno Unlock(AddressSpace memory, ulong address, ulong length) => CheckLock(memory, address, length);

    /// <summary>mlockall(2).</summary>
    [Syscall(151, "mlockall", Missing = WithoutLocks)]
    internal static Errno LockAll(MlockAllFlags flags) =>
        flags is MlockAllFlags.None or MlockAllFlags.OnFault
        || (flags & ~(MlockAllFlags.Current | MlockAllFlags.Future | MlockAllFlags.OnFault)) != 0 ? Errno.EINVAL : Errno.None;

    /// <summary>munlockall(2).</summary>
    [Syscall(152, "munlockall")]
    internal static Errno UnlockAll() => Errno.None;

    /// <summary>msync(2).</summary>
    [Syscall(26, "msync")]
    internal static Errno Store(AddressSpace memory, ulong address, ulong length, MsyncFlags flags)
    {
        const MsyncFlags Ways = MsyncFlags.Sync | MsyncFlags.Async;
        if ((flags & ~(Ways | MsyncFlags.Invalidate)) != 0 || (flags & Ways) == Ways || !Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        ulong end = address + Page.RoundUp(length);
        return end < address || !IsMapped(memory, address, end) ? Errno.ENOMEM : Errno.None;
    }

    /// <summary>Linux takes every page that the range touches.</summary>
    private static Errno CheckLock(AddressSpace memory, ulong address, ulong length)
    {
        ulong start = Page.RoundDown(address);
        ulong end = start + Page.RoundUp(length + Page.Offset(address));
        return end < start ? Errno.EINVAL
            : IsMapped(memory, start, end) ? Errno.None
            : Errno.ENOMEM;
    }

    private static bool IsMapped(AddressSpace memory, ulong start, ulong end) => memory.Areas.BytesIn(start, end) == end - start;
}
