using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

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

    /// <summary>personality(2): what was before. All ones only ask.</summary>
    [Syscall(135, "personality", Missing = "all but ADDR_NO_RANDOMIZE")]
    internal static SyscallResult SetPersonality(Thread thread, Personality persona)
    {
        const Personality Query = (Personality)0xffff_ffff;
        Personality old = thread.Personality;
        if (persona != Query)
        {
            if ((persona & ~Personality.NoRandomness) != 0)
            {
                Unsupported.Report("personality", "a personality", (ulong)persona);
                return Errno.EINVAL;
            }

            thread.Personality = persona;
        }

        return (int)old;
    }
}
