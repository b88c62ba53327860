using Lodestar.Core.Abi;
using Lodestar.Core.Processes;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Barriers on other processors. With one processor every thread sees memory and instructions in the order in which the others
/// have changed them, and none is inside of a restartable sequence when it goes on: what is left is who may ask for it.
/// </summary>
internal static class BarrierCalls
{
    /// <summary>MEMBARRIER_CMD_FLAG_CPU: only one processor is meant.</summary>
    private const uint OneCpu = 1;

    private const MembarrierCommand Registrations = MembarrierCommand.RegisterGlobalExpedited
        | MembarrierCommand.RegisterPrivateExpedited | MembarrierCommand.RegisterPrivateExpeditedSyncCore
        | MembarrierCommand.RegisterPrivateExpeditedRseq;

    private const MembarrierCommand All = Registrations | MembarrierCommand.Global | MembarrierCommand.GlobalExpedited
        | MembarrierCommand.PrivateExpedited | MembarrierCommand.PrivateExpeditedSyncCore | MembarrierCommand.PrivateExpeditedRseq
        | MembarrierCommand.GetRegistrations;

    /// <summary>membarrier(2).</summary>
    [Syscall(324, "membarrier")]
    internal static SyscallResult Barrier(Process process, MembarrierCommand command, uint flags, int cpu)
    {
        if (flags != 0 && (flags != OneCpu || command != MembarrierCommand.PrivateExpeditedRseq))
        {
            return Errno.EINVAL;
        }

        LoadedProgram program = process.Program;
        switch (command)
        {
            case MembarrierCommand.Query:
                return (int)All;
            case MembarrierCommand.Global or MembarrierCommand.GlobalExpedited:
                return 0;
            case MembarrierCommand.RegisterGlobalExpedited or MembarrierCommand.RegisterPrivateExpedited
                or MembarrierCommand.RegisterPrivateExpeditedSyncCore or MembarrierCommand.RegisterPrivateExpeditedRseq:
                program.Barriers |= command;
                return 0;
            case MembarrierCommand.PrivateExpedited:
                return Need(program, MembarrierCommand.RegisterPrivateExpedited);
            case MembarrierCommand.PrivateExpeditedSyncCore:
                return Need(program, MembarrierCommand.RegisterPrivateExpeditedSyncCore);
            case MembarrierCommand.PrivateExpeditedRseq:
                return Need(program, MembarrierCommand.RegisterPrivateExpeditedRseq);
            case MembarrierCommand.GetRegistrations:
                return (int)RegistrationsOf(program);
            default:
                return Errno.EINVAL;
        }
    }

    private static Errno Need(LoadedProgram program, MembarrierCommand registration) =>
        (program.Barriers & registration) != 0 ? Errno.None : Errno.EPERM;

    /// <summary>As on Linux, one of the private kinds is reported as the simple one too, which it does not allow.</summary>
    private static MembarrierCommand RegistrationsOf(LoadedProgram program)
    {
        const MembarrierCommand Special =
            MembarrierCommand.RegisterPrivateExpeditedSyncCore | MembarrierCommand.RegisterPrivateExpeditedRseq;
        MembarrierCommand registered = program.Barriers;
        return (registered & Special) != 0 ? registered | MembarrierCommand.RegisterPrivateExpedited : registered;
    }
}
