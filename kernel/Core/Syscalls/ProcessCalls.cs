using Lodestar.Core.Abi;
using Lodestar.Core.Processes;
using Lodestar.Core.Syscalls.Tracing;

namespace Lodestar.Core.Syscalls;

/// <summary>Who a process is, and its end.</summary>
internal static class ProcessCalls
{
    /// <summary>getpid(2).</summary>
    [Syscall(39, "getpid")]
    internal static int GetPid(Process process) => process.Id;

    /// <summary>getppid(2).</summary>
    [Syscall(110, "getppid")]
    internal static int GetPpid(Process process) => process.ParentId;

    /// <summary>exit(2): ends the thread, and with the last one the process.</summary>
    [Syscall(60, "exit")]
    internal static Errno Exit(SyscallContext caller, int status)
    {
        caller.EndThread(ExitStatus.Exited(status));
        return Errno.None;
    }

    /// <summary>exit_group(2).</summary>
    [Syscall(231, "exit_group")]
    internal static Errno ExitGroup(SyscallContext caller, int status)
    {
        caller.End(ExitStatus.Exited(status));
        return Errno.None;
    }

    /// <summary>personality(2): there is Linux's own, and nothing that could be turned on in it.</summary>
    [Syscall(135, "personality", Missing = "all but Linux's own")]
    internal static SyscallResult SetPersonality(SyscallContext caller, [Trace(TraceFormat.Hex)] uint persona)
    {
        const uint Query = 0xffff_ffff;
        const uint Linux = 0;
        if (persona is Query or Linux)
        {
            return (int)Linux;
        }

        Unsupported.Report("personality", "a personality", persona);
        return Errno.EINVAL;
    }
}
