using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>
/// The futexes that a thread holds and has made a list of, so that others do not wait for ever when it ends
/// (<c>get_robust_list(2)</c>). The list is the program's: its links may lead anywhere, and in a circle.
/// </summary>
internal static class RobustFutexes
{
    /// <summary>The thread that holds a futex.</summary>
    private const uint ThreadMask = 0x3fff_ffff;

    /// <summary>It has ended without giving the futex back.</summary>
    private const uint OwnerDied = 0x4000_0000;

    /// <summary>Others wait.</summary>
    private const uint HasWaiters = 0x8000_0000;

    /// <summary>The most futexes that are looked at (ROBUST_LIST_LIMIT).</summary>
    private const int Limit = 2048;

    /// <summary>In a link: the futex is one with priority inheritance, whose waiters wait elsewhere.</summary>
    private const ulong InheritsPriority = 1;

    /// <summary>
    /// Marks the futexes of the running thread's list as left behind and wakes for each one who waits. The list is forgotten
    /// first: the thread may be ended once more by a page that cannot be had.
    /// </summary>
    internal static void Release(Thread thread)
    {
        ulong headAddress = thread.RobustList;
        thread.RobustList = 0;
        if (headAddress == 0 || !UserMemory.TryRead(headAddress, out RobustListHead head))
        {
            return;
        }

        ulong pending = head.Pending & ~InheritsPriority;
        ulong link = head.First;
        for (int i = 0; i < Limit && (link & ~InheritsPriority) != headAddress; i++)
        {
            // The link to the next one first: who gets the futex may take it out of the list.
            ulong entry = link & ~InheritsPriority;
            bool hasNext = UserMemory.TryRead(entry, out ulong next);
            if (entry != pending && !TryRelease(thread, entry + head.FutexOffset, link, isPending: false))
            {
                return;
            }

            if (!hasNext)
            {
                return;
            }

            link = next;
        }

        if (pending != 0)
        {
            TryRelease(thread, pending + head.FutexOffset, head.Pending, isPending: true);
        }
    }

    /// <summary>False if the futex cannot be used: then the list's rest is not looked at.</summary>
    private static bool TryRelease(Thread thread, ulong address, ulong link, bool isPending)
    {
        bool isPlain = (link & InheritsPriority) == 0;
        if (address % sizeof(uint) != 0 || !UserMemory.TryRead(address, out uint value))
        {
            return false;
        }

        uint owner = value & ThreadMask;
        if (isPending && isPlain && owner == 0)
        {
            // It was given back, and who did that has had no time to wake the next one.
            WakeOne(thread, address);
            return true;
        }

        if (owner != (uint)thread.Id)
        {
            return true;
        }

        if (!UserMemory.TryWrite(address, (value & HasWaiters) | OwnerDied))
        {
            return false;
        }

        if (isPlain && (value & HasWaiters) != 0)
        {
            WakeOne(thread, address);
        }

        return true;
    }

    private static void WakeOne(Thread thread, ulong address) => thread.Process.WakeFutex(address);
}
