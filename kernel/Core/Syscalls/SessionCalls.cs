using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>Process groups and sessions, <c>setpgid(2)</c>, <c>setsid(2)</c>.</summary>
internal static class SessionCalls
{
    /// <summary>getpgrp(2).</summary>
    [Syscall(111, "getpgrp")]
    internal static int GetGroup(Process process) => process.Group.Id;

    /// <summary>getpgid(2).</summary>
    [Syscall(121, "getpgid")]
    internal static SyscallResult GetGroup(Process process, int pid) =>
        Find(process, pid) is { } found ? found.Group.Id : Errno.ESRCH;

    /// <summary>getsid(2).</summary>
    [Syscall(124, "getsid")]
    internal static SyscallResult GetSession(Process process, int pid) =>
        Find(process, pid) is { } found ? found.Session.Id : Errno.ESRCH;

    /// <summary>setsid(2).</summary>
    [Syscall(112, "setsid")]
    internal static SyscallResult BeginSession(Process process) => process.TryBeginSession() ? process.Id : Errno.EPERM;

    /// <summary>setpgid(2).</summary>
    [Syscall(109, "setpgid")]
    internal static Errno SetGroup(Process process, int pid, int group) =>
        group < 0 ? Errno.EINVAL
        : Find(process, pid) is { } found ? process.SetGroup(found, group)
        : Errno.ESRCH;

    /// <summary>vhangup(2).</summary>
    [Syscall(153, "vhangup")]
    internal static Errno HangUp(Process process)
    {
        if (!process.Files.Credentials.IsSuperuser)
        {
            return Errno.EPERM;
        }

        process.ControllingTerminal?.HangUp(endsSession: false);
        return Errno.None;
    }

    private static Process? Find(Process process, int pid) => pid == 0 ? process : process.Table.Get(pid);
}
