using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Signals;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>prctl(2).</summary>
internal static class PrctlCalls
{
    /// <summary>PR_TSC_ENABLE: RDTSC is no fault.</summary>
    private const int TimestampsAllowed = 1;

    /// <summary>PR_MCE_KILL_DEFAULT.</summary>
    private const int DefaultMachineCheckPolicy = 2;

    /// <summary>prctl(2).</summary>
    [Syscall(157, "prctl", Missing = "capabilities, seccomp, names of memory, features of other CPUs")]
    internal static SyscallResult Prctl(
        SyscallContext caller, PrctlOption option, ulong address, ulong argument3, ulong argument4, ulong argument5)
    {
        Thread thread = caller.Thread;
        switch (option)
        {
            case PrctlOption.SetParentDeathSignal when address <= SignalActions.LastSignal:
                thread.ParentDeathSignal = (Signal)address;
                return Errno.None;
            case PrctlOption.GetParentDeathSignal:
                return UserMemory.TryWrite(address, (int)thread.ParentDeathSignal) ? Errno.None : Errno.EFAULT;
            case PrctlOption.SetName:
                return SetName(thread, address);
            case PrctlOption.GetName:
                return UserMemory.CopyTo(address, thread.Name) == Thread.NameSize ? Errno.None : Errno.EFAULT;
            case PrctlOption.GetDumpable:
                return caller.Process.IsDumpable ? 1 : 0;
            case PrctlOption.SetDumpable when address <= 1:
                caller.Process.IsDumpable = address == 1;
                return Errno.None;
            case PrctlOption.SetChildSubreaper:
                caller.Process.IsSubreaper = address != 0;
                return Errno.None;
            case PrctlOption.GetChildSubreaper:
                return UserMemory.TryWrite(address, caller.Process.IsSubreaper ? 1 : 0) ? Errno.None : Errno.EFAULT;
            case PrctlOption.SetTimerSlack:
                thread.TimerSlack = (long)address <= 0 ? thread.InitialTimerSlack : address;
                return Errno.None;
            case PrctlOption.GetTimerSlack:
                return (int)ulong.Min(thread.TimerSlack, int.MaxValue);
            case PrctlOption.ReadCapabilityBound when address <= CapabilityCalls.Last:
                return 1;
            case PrctlOption.DropCapabilityBound when address <= CapabilityCalls.Last && !caller.Files.Credentials.IsSuperuser:
                return Errno.EPERM;
            case PrctlOption.AmbientCapability:
                return ChangeAmbient((AmbientOperation)address, argument3, argument4, argument5);
            case PrctlOption.GetTimestampUse:
                return UserMemory.TryWrite(address, TimestampsAllowed) ? Errno.None : Errno.EFAULT;
            case PrctlOption.SetTimestampUse when address == TimestampsAllowed:
                return Errno.None;
            case PrctlOption.GetMachineCheckPolicy when (address | argument3 | argument4 | argument5) == 0:
                return DefaultMachineCheckPolicy;
            case PrctlOption.GetThreadIdAddress:
                return UserMemory.TryWrite(address, thread.ClearChildId) ? Errno.None : Errno.EFAULT;
            case PrctlOption.SetTiming or PrctlOption.SetKeepCapabilities when address == 0:
            case PrctlOption.GetTiming or PrctlOption.GetKeepCapabilities:
                return 0;
            case PrctlOption.GetHugePagesDisabled when (address | argument3 | argument4 | argument5) == 0:
            case PrctlOption.GetSeccomp or PrctlOption.GetSecureBits:
                return 0;
            case PrctlOption.GetNoNewPrivileges when (address | argument3 | argument4 | argument5) == 0:
                return thread.HasNoNewPrivileges ? 1 : 0;
            case PrctlOption.SetNoNewPrivileges when address == 1 && (argument3 | argument4 | argument5) == 0:
                thread.HasNoNewPrivileges = true;
                return Errno.None;
            default:
                // What Linux answers where a feature has been left out of its configuration.
                return Errno.EINVAL;
        }
    }

    /// <summary>There are no ambient capabilities: for that they would have to be inheritable, which none is.</summary>
    private static Errno ChangeAmbient(AmbientOperation operation, ulong capability, ulong argument4, ulong argument5)
    {
        bool isKnown = operation switch
        {
            AmbientOperation.ClearAll => capability == 0,
            AmbientOperation.IsSet or AmbientOperation.Raise or AmbientOperation.Lower => capability <= CapabilityCalls.Last,
            _ => false,
        };
        return !isKnown || (argument4 | argument5) != 0 ? Errno.EINVAL
            : operation == AmbientOperation.Raise ? Errno.EPERM
            : Errno.None;
    }

    /// <summary>A name that is too long is cut.</summary>
    private static Errno SetName(Thread thread, ulong address)
    {
        Span<byte> name = stackalloc byte[Thread.NameSize];
        name.Clear();
        if (UserMemory.ReadString(address, name[..^1]) == -1)
        {
            return Errno.EFAULT;
        }

        int end = name.IndexOf((byte)0);
        name[end..].Clear();
        name.CopyTo(thread.Name);
        return Errno.None;
    }
}
