using System.Numerics;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Processes;
using Lodestar.Machine.UserAccess;

namespace Lodestar.Core.Syscalls;

/// <summary>Descriptors for processes, <c>pidfd_open(2)</c>; Linux's <c>kernel/pid.c</c> and <c>kernel/signal.c</c>.</summary>
internal static class PidFileCalls
{
    /// <summary>pidfd_open: the descriptor is closed on execve. ENOENT for a thread that is not a process's first one.</summary>
    [Syscall(434, "pidfd_open")]
    internal static SyscallResult Open(Process process, int pid, PidFileFlags flags)
    {
        if ((flags & ~(PidFileFlags.Thread | PidFileFlags.NonBlock)) != 0 || pid <= 0)
        {
            return Errno.EINVAL;
        }

        if (process.Table.GetThread(pid) is not { } thread)
        {
            return Errno.ESRCH;
        }

        bool isThread = (flags & PidFileFlags.Thread) != 0;
        return !isThread && pid != thread.Process.Id ? Errno.ENOENT : Add(process.Files, thread, flags);
    }

    /// <summary>pidfd_send_signal. The descriptor may also be that of a process's directory in /proc.</summary>
    [Syscall(424, "pidfd_send_signal")]
    internal static Errno Send(Thread caller, int pidfd, Signal signal, UserRef<SignalInfo> info, PidSignalFlags flags)
    {
        const PidSignalFlags Scopes = PidSignalFlags.Thread | PidSignalFlags.ThreadGroup | PidSignalFlags.ProcessGroup;
        if ((flags & ~Scopes) != 0 || BitOperations.PopCount((uint)flags) > 1)
        {
            return Errno.EINVAL;
        }

        Process process = caller.Process;
        OpenFile? file = process.Files.Descriptors.Get(pidfd);
        PidFile? pidFile = file as PidFile;
        IProcess? directory = file?.Inode is ProcessDirectory { IsThread: false } proc ? proc.Process : null;
        if (pidFile is null && directory is null)
        {
            return Errno.EBADF;
        }

        Thread? target = pidFile is { IsGone: false } ? pidFile.Thread
            : directory is { Exists: true } ? process.Table.Get(directory.ProcessId)?.MainThread
            : null;
        PidSignalFlags scope = flags != 0 ? flags
            : pidFile is { IsOfThread: true } ? PidSignalFlags.Thread
            : PidSignalFlags.ThreadGroup;
        SignalInfo value = SignalInfo.FromProcess(
            signal, scope == PidSignalFlags.Thread ? SignalCode.SI_TKILL : SignalCode.SI_USER, process.Id,
            process.Files.RealCredentials.UserId);
        if (!info.IsNull)
        {
            Errno error = SignalSendCalls.Read(info, out value);
            bool isOther = target != caller || scope == PidSignalFlags.ProcessGroup;
            error = error != Errno.None ? error
                : value.Signal != signal ? Errno.EINVAL
                : isOther && SignalSendCalls.IsKernels(value) ? Errno.EPERM
                : Errno.None;
            if (error != Errno.None)
            {
                return error;
            }
        }

        SignalSender sender = new(process);
        return target is null ? Errno.ESRCH
            : scope == PidSignalFlags.Thread ? sender.Send(target, value)
            : scope == PidSignalFlags.ThreadGroup ? sender.Send(target.Process, value)
            : process.Table.GetGroup(target.Id) is { } group ? sender.Send(group, value)
            : Errno.ESRCH;
    }

    /// <summary>pidfd_getfd: a copy of another process's descriptor, which is closed on execve.</summary>
    [Syscall(438, "pidfd_getfd")]
    internal static SyscallResult GetDescriptor(Process process, int pidfd, int fd, uint flags)
    {
        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        if (process.Files.Descriptors.Get(pidfd) is not PidFile target)
        {
            return Errno.EBADF;
        }

        if (target.IsGone || target.Process.HasEnded)
        {
            return Errno.ESRCH;
        }

        if (!process.MayInspect(target.Process))
        {
            return Errno.EPERM;
        }

        if (target.Process.Files.Descriptors.GetAny(fd) is not { } file)
        {
            return Errno.EBADF;
        }

        file.Retain();
        return NewDescriptor.Add(process.Files, file, OpenFlags.CloExec);
    }

    /// <summary>Makes a descriptor for a thread, or for its process.</summary>
    /// <returns>The descriptor, or EMFILE.</returns>
    internal static SyscallResult Add(FileContext files, Thread thread, PidFileFlags flags)
    {
        PidFile file = (flags & PidFileFlags.Thread) != 0 ? new PidFile(thread, flags) : new PidFile(thread.Process, flags);
        return NewDescriptor.Add(files, file, OpenFlags.CloExec);
    }
}
