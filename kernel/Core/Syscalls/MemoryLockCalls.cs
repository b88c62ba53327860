using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Memory that stays, <c>mlock(2)</c>, and memory that is stored, <c>msync(2)</c>. No page is ever swapped out: locking only brings
/// pages in. Who reads a file sees what a mapping wrote at once: of storing only the checks are left.
/// </summary>
internal static class MemoryLockCalls
{
    private const string WithoutLocks = "RLIMIT_MEMLOCK, what other calls refuse for locked memory";

    /// <summary>mlock(2).</summary>
    [Syscall(149, "mlock", Missing = WithoutLocks)]
    internal static Errno Lock(AddressSpace memory, ulong address, ulong length) => Lock(memory, address, length, MlockFlags.None);

    /// <summary>mlock2(2).</summary>
    [Syscall(325, "mlock2", Missing = WithoutLocks)]
    internal static Errno Lock(AddressSpace memory, ulong address, ulong length, MlockFlags flags)
    {
        if ((flags & ~MlockFlags.OnFault) != 0)
        {
            return Errno.EINVAL;
        }

        Errno error = CheckLock(memory, address, length, out ulong start, out ulong end);
        return error == Errno.None && (flags & MlockFlags.OnFault) == 0 ? memory.Populate(start, end) : error;
    }

    /// <summary>munlock(2).</summary>
    [Syscall(150, "munlock")]
    internal static Errno Unlock(AddressSpace memory, ulong address, ulong length) => CheckLock(memory, address, length, out _, out _);

    /// <summary>mlockall(2).</summary>
    [Syscall(151, "mlockall", Missing = WithoutLocks)]
    internal static Errno LockAll(AddressSpace memory, MlockAllFlags flags)
    {
        if (flags is MlockAllFlags.None or MlockAllFlags.OnFault
            || (flags & ~(MlockAllFlags.Current | MlockAllFlags.Future | MlockAllFlags.OnFault)) != 0)
        {
            return Errno.EINVAL;
        }

        if ((flags & (MlockAllFlags.Current | MlockAllFlags.OnFault)) == MlockAllFlags.Current)
        {
            memory.PopulateAll();
        }

        return Errno.None;
    }

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
    private static Errno CheckLock(AddressSpace memory, ulong address, ulong length, out ulong start, out ulong end)
    {
        start = Page.RoundDown(address);
        end = start + Page.RoundUp(length + Page.Offset(address));
        return end < start ? Errno.EINVAL
            : IsMapped(memory, start, end) ? Errno.None
            : Errno.ENOMEM;
    }

    private static bool IsMapped(AddressSpace memory, ulong start, ulong end) => memory.Areas.BytesIn(start, end) == end - start;
}
