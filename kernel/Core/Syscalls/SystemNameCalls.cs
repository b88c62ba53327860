using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Processes;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>What the system is called, and how it fares.</summary>
internal static class SystemNameCalls
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>uname(2).</summary>
    [Syscall(63, "uname")]
    internal static Errno GetName(Process process, UserRef<UtsName> name)
    {
        SystemNames names = process.Table.Names;
        UtsName value = new()
        {
            System = new UtsName.Field(SystemNames.System),
            Node = new UtsName.Field(names.Host),
            Release = new UtsName.Field(SystemNames.Release),
            Version = new UtsName.Field(SystemNames.Version),
            Machine = new UtsName.Field(SystemNames.Machine),
            Domain = new UtsName.Field(names.Domain),
        };
        return name.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>sysinfo(2).</summary>
    [Syscall(99, "sysinfo")]
    internal static Errno GetInformation(Process process, UserRef<SystemInformation> information)
    {
        const int Shift = SystemInformation.LoadShift - LoadAverage.Shift;
        ReadOnlySpan<long> load = process.Table.Load.Averages;
        SystemInformation value = new()
        {
            Uptime = SystemClock.Uptime / NanosecondsPerSecond,
            Load1 = (ulong)load[0] << Shift,
            Load5 = (ulong)load[1] << Shift,
            Load15 = (ulong)load[2] << Shift,
            TotalMemory = MachineInformation.TotalMemory,
            FreeMemory = MachineInformation.FreeMemory,
            Processes = (ushort)process.Table.ThreadCount,
            MemoryUnit = 1,
        };
        return information.TryWrite(value) ? Errno.None : Errno.EFAULT;
    }

    /// <summary>sethostname(2).</summary>
    [Syscall(170, "sethostname")]
    internal static Errno SetHostName(SyscallContext caller, ReadableUserBuffer name)
    {
        Errno error = ReadName(caller, name, out ReadOnlySpan<byte> value);
        if (error == Errno.None)
        {
            caller.Process.Table.Names.Host = value;
        }

        return error;
    }

    /// <summary>setdomainname(2).</summary>
    [Syscall(171, "setdomainname")]
    internal static Errno SetDomainName(SyscallContext caller, ReadableUserBuffer name)
    {
        Errno error = ReadName(caller, name, out ReadOnlySpan<byte> value);
        if (error == Errno.None)
        {
            caller.Process.Table.Names.Domain = value;
        }

        return error;
    }

    /// <summary>EPERM, EINVAL, EFAULT in this order. A NUL ends the name.</summary>
    private static Errno ReadName(SyscallContext caller, ReadableUserBuffer buffer, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!caller.Files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        // The length is an int in Linux, of which a negative one is as wrong as one that is too large.
        if ((uint)buffer.Length > SystemNames.LongestName)
        {
            return Errno.EINVAL;
        }

        Span<byte> bytes = caller.Transfer.AsSpan(0, (int)(uint)buffer.Length);
        if (buffer.CopyTo(bytes) < bytes.Length)
        {
            return Errno.EFAULT;
        }

        int end = bytes.IndexOf((byte)0);
        name = end < 0 ? bytes : bytes[..end];
        return Errno.None;
    }
}
