using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Process groups and sessions, <c>setpgid(2)</c>. The one process leads its own session and group, as what a login starts: so
/// it can neither begin another session nor leave its group.
/// </summary>
internal static class SessionCalls
{
    /// <summary>getpgrp(2).</summary>
    [Syscall(111, "getpgrp")]
    internal static int GetGroup(Process process) => process.Id;

    /// <summary>getpgid(2).</summary>
    [Syscall(121, "getpgid")]
    internal static SyscallResult GetGroup(Process process, int pid) => IdOf(process, pid);

    /// <summary>getsid(2).</summary>
    [Syscall(124, "getsid")]
    internal static SyscallResult GetSession(Process process, int pid) => IdOf(process, pid);

    /// <summary>setsid(2).</summary>
    [Syscall(112, "setsid")]
    internal static Errno BeginSession() => Errno.EPERM;

    /// <summary>setpgid(2).</summary>
    [Syscall(109, "setpgid")]
    internal static Errno SetGroup(Process process, int pid, int group) =>
        group < 0 ? Errno.EINVAL
        : pid != 0 && pid != process.Id ? Errno.ESRCH
        : Errno.EPERM;

    private static SyscallResult IdOf(Process process, int pid) => pid == 0 || pid == process.Id ? process.Id : Errno.ESRCH;
}
