using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>The system as a whole.</summary>
internal static class SystemCalls
{
    private const string WithoutLocks = "RLIMIT_MEMLOCK";

    private const uint RebootMagic1 = 0xfee1_dead;

    /// <summary>The second argument of <c>reboot(2)</c>: the birthdays of Linus Torvalds and his daughters.</summary>
    private static ReadOnlySpan<uint> RebootMagic2 => [672274793, 85072278, 369367448, 537993216];

    /// <summary>getrandom(2). The generator is seeded at boot, so no flag makes a difference.</summary>
    [Syscall(318, "getrandom")]
    internal static SyscallResult GetRandom(SyscallContext caller, WritableUserBuffer buffer, GetRandomFlags flags)
    {
        const GetRandomFlags Sources = GetRandomFlags.Random | GetRandomFlags.Insecure;
        if ((flags & ~(Sources | GetRandomFlags.NonBlock)) != 0 || (flags & Sources) == Sources)
        {
            return Errno.EINVAL;
        }

        ulong length = Math.Min(buffer.Length, (ulong)int.MaxValue);
        ulong done = 0;
        while (done < length)
        {
            Span<byte> piece = caller.Transfer.AsSpan(0, (int)Math.Min(length - done, (ulong)caller.Transfer.Length));
            caller.Process.Random.Fill(piece);
            int copied = buffer.CopyFrom(piece, done);
            done += (ulong)copied;
            if (copied < piece.Length)
            {
                return done > 0 ? (long)done : Errno.EFAULT;
            }

            Scheduler.GiveWay();
            if (Scheduler.Current.HasSignal)
            {
                break;
            }
        }

        return (long)done;
    }

    /// <summary>getrlimit(2).</summary>
    [Syscall(97, "getrlimit")]
    internal static Errno GetLimit(Process process, Resource resource, UserRef<ResourceLimit> limit) =>
        resource >= Resource.Count ? Errno.EINVAL
        : limit.TryWrite(process.Limits[resource]) ? Errno.None
        : Errno.EFAULT;

    /// <summary>setrlimit(2).</summary>
    [Syscall(160, "setrlimit", Missing = WithoutLocks)]
    internal static Errno SetLimit(Process process, Resource resource, UserRef<ResourceLimit> limit) =>
        limit.TryRead(out ResourceLimit value) ? process.Limits.Set(resource, value, process.Files.Credentials) : Errno.EFAULT;

    /// <summary>sync(2): nothing is kept back.</summary>
    [Syscall(162, "sync")]
    internal static Errno Sync() => Errno.None;

    /// <summary>prlimit64(2).</summary>
    [Syscall(302, "prlimit64", Missing = WithoutLocks)]
    internal static Errno ChangeLimit(
        Process process, int pid, Resource resource, UserRef<ResourceLimit> newLimit, UserRef<ResourceLimit> oldLimit)
    {
        ResourceLimit value = default;
        if (!newLimit.IsNull && !newLimit.TryRead(out value))
        {
            return Errno.EFAULT;
        }

        Process? target = pid == 0 ? process : process.Table.GetThread(pid)?.Process;
        if (target is null)
        {
            return Errno.ESRCH;
        }

        if (!process.MayLimit(target))
        {
            return Errno.EPERM;
        }

        if (resource >= Resource.Count)
        {
            return Errno.EINVAL;
        }

        ResourceLimit old = target.Limits[resource];
        Errno error = newLimit.IsNull ? Errno.None : target.Limits.Set(resource, value, process.Files.Credentials);
        return error != Errno.None ? error
            : oldLimit.IsNull || oldLimit.TryWrite(old) ? Errno.None
            : Errno.EFAULT;
    }

    /// <summary>reboot(2).</summary>
    [Syscall(169, "reboot")]
    internal static Errno Reboot(SyscallContext caller, uint magic1, uint magic2, RebootCommand command, ulong textAddress)
    {
        if (!caller.Files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        if (magic1 != RebootMagic1 || !RebootMagic2.Contains(magic2))
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case RebootCommand.Restart or RebootCommand.Restart2 or RebootCommand.Halt or RebootCommand.PowerOff:
                caller.Process.Table.EndSystem(command);
                caller.End(ExitStatus.Exited(0));
                return Errno.None;
            case RebootCommand.CtrlAltDelOn or RebootCommand.CtrlAltDelOff:
                caller.Process.Table.RestartsByKeys = command == RebootCommand.CtrlAltDelOn;
                return Errno.None;
            default:
                return Errno.EINVAL;
        }
    }
}
