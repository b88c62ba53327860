using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>A thread whose system calls are printed; without tracing nothing of this is on their way.</summary>
/// <param name="events">The thread.</param>
/// <param name="tracer">The printer.</param>
internal sealed class TracedEvents(UserEvents events, SyscallTracer tracer) : UserEvents
{
    public override long Syscall(UserRegisters registers)
    {
        if (!tracer.Begin(registers))
        {
            return events.Syscall(registers);
        }

        long result = events.Syscall(registers);
        tracer.End(result);
        return result;
    }

    public override bool ResolvePageFault(ulong address, PageFaultAccess access) => events.ResolvePageFault(address, access);

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong address) =>
        events.Exception(registers, vector, errorCode, address);

    public override void BadRegisters() => events.BadRegisters();
}
