using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>Waiting for a word in memory to change, in the order of checks of Linux's <c>kernel/futex</c>.</summary>
internal static class FutexCalls
{
    /// <summary>futex(2). What is the time for some operations is a number for others.</summary>
    [Syscall(202, "futex", Missing = "priority inheritance")]
    internal static SyscallResult Futex(
        SyscallContext caller, ulong address, FutexOperation operation, uint value, ulong timeoutAddress, ulong secondAddress,
        uint third)
    {
        FutexOperation command = operation & FutexOperation.Command;
        bool isPrivate = (operation & FutexOperation.Private) != 0;
        bool isRealtime = (operation & FutexOperation.ClockRealtime) != 0;
        Deadline deadline = Deadline.Never;
        if (timeoutAddress != 0 && command is FutexOperation.Wait or FutexOperation.WaitBits)
        {
            Errno error = TryReadDeadline(timeoutAddress, command == FutexOperation.Wait, isRealtime, out deadline);
            if (error != Errno.None)
            {
                return error;
            }
        }

        if (isRealtime && command != FutexOperation.WaitBits)
        {
            return Errno.ENOSYS;
        }

        int count = (int)value;
        int secondCount = (int)timeoutAddress;
        return command switch
        {
            FutexOperation.Wait => Wait(caller, address, isPrivate, value, FutexTable.AllBits, deadline),
            FutexOperation.WaitBits => Wait(caller, address, isPrivate, value, third, deadline),
            FutexOperation.Wake => Wake(caller, address, isPrivate, count, FutexTable.AllBits),
            FutexOperation.WakeBits => Wake(caller, address, isPrivate, count, third),
            FutexOperation.Requeue => Requeue(caller, address, secondAddress, isPrivate, count, secondCount, expected: null),
            FutexOperation.CompareRequeue => Requeue(caller, address, secondAddress, isPrivate, count, secondCount, third),
            FutexOperation.WakeOperation =>
                ChangeAndWake(caller, address, secondAddress, isPrivate, count, secondCount, new FutexChange(third)),
            _ => Refuse(command),
        };
    }

    private static SyscallResult Wait(
        SyscallContext caller, ulong address, bool isPrivate, uint value, uint bits, Deadline deadline)
    {
        if (bits == 0)
        {
            return Errno.EINVAL;
        }

        Errno error = FutexKey.TryFind(caller.Memory, address, isPrivate, out FutexKey key);
        if (error != Errno.None)
        {
            return error;
        }

        if (!UserMemory.TryRead(address, out uint current))
        {
            return Errno.EFAULT;
        }

        if (current != value)
        {
            return Errno.EAGAIN;
        }

        return caller.Process.Table.Futexes.Wait(caller.Thread.Futex, key, bits, deadline) switch
        {
            WaitEnd.Woken => 0,
            WaitEnd.TimedOut => Errno.ETIMEDOUT,
            _ => deadline == Deadline.Never
                ? RestartCode.UnlessNotWanted
                : WaitOn(caller, address, isPrivate, value, bits, deadline),
        };
    }

    /// <summary>A wait with an end goes on until that, unless a handler was called: that is EINTR, whatever SA_RESTART says.</summary>
    private static SyscallResult WaitOn(
        SyscallContext caller, ulong address, bool isPrivate, uint value, uint bits, Deadline deadline) =>
        caller.Signals.RestartBy(() => Wait(caller, address, isPrivate, value, bits, deadline).Value);

    private static SyscallResult Wake(SyscallContext caller, ulong address, bool isPrivate, int count, uint bits)
    {
        if (bits == 0)
        {
            return Errno.EINVAL;
        }

        Errno error = FutexKey.TryFind(caller.Memory, address, isPrivate, out FutexKey key);
        return error != Errno.None ? error : caller.Process.Table.Futexes.Wake(key, count, bits);
    }

    private static SyscallResult Requeue(
        SyscallContext caller, ulong address, ulong secondAddress, bool isPrivate, int wakes, int moves, uint? expected)
    {
        if (wakes < 0 || moves < 0)
        {
            return Errno.EINVAL;
        }

        Errno error = TryFind(caller, address, secondAddress, isPrivate, out FutexKey key, out FutexKey second);
        if (error != Errno.None)
        {
            return error;
        }

        if (expected is { } value)
        {
            if (!UserMemory.TryRead(address, out uint current))
            {
                return Errno.EFAULT;
            }

            if (current != value)
            {
                return Errno.EAGAIN;
            }
        }

        return caller.Process.Table.Futexes.Requeue(key, second, wakes, moves);
    }

    private static SyscallResult ChangeAndWake(
        SyscallContext caller, ulong address, ulong secondAddress, bool isPrivate, int count, int secondCount, FutexChange change)
    {
        Errno error = TryFind(caller, address, secondAddress, isPrivate, out FutexKey key, out FutexKey second);
        if (error != Errno.None)
        {
            return error;
        }

        error = change.TryMake(secondAddress, out bool wakesSecond);
        if (error != Errno.None)
        {
            return error;
        }

        FutexTable table = caller.Process.Table.Futexes;
        int woken = table.Wake(key, count);
        return wakesSecond ? woken + table.Wake(second, secondCount) : woken;
    }

    private static Errno TryFind(
        SyscallContext caller, ulong address, ulong secondAddress, bool isPrivate, out FutexKey key, out FutexKey second)
    {
        second = default;
        Errno error = FutexKey.TryFind(caller.Memory, address, isPrivate, out key);
        return error != Errno.None ? error : FutexKey.TryFind(caller.Memory, secondAddress, isPrivate, out second);
    }

    private static Errno TryReadDeadline(ulong address, bool isRelative, bool isRealtime, out Deadline deadline)
    {
        deadline = Deadline.Never;
        if (!UserMemory.TryRead(address, out Timespec time))
        {
            return Errno.EFAULT;
        }

        if (!time.IsValid)
        {
            return Errno.EINVAL;
        }

        deadline = isRelative
            ? new Deadline(SystemClock.Uptime + time.TotalNanoseconds)
            : new Deadline(time.TotalNanoseconds, isRealtime);
        return Errno.None;
    }

    private static SyscallResult Refuse(FutexOperation command)
    {
        if (command is FutexOperation.LockPi or FutexOperation.UnlockPi or FutexOperation.TryLockPi or FutexOperation.LockPi2
            or FutexOperation.WaitRequeuePi or FutexOperation.CompareRequeuePi)
        {
            Unsupported.Report("futex", "an operation", (ulong)command);
        }

        return Errno.ENOSYS;
    }
}
