using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>A thread whose system calls are printed; without tracing nothing of this is on their way.</summary>
/// <param name="events">The thread.</param>
/// <param name="tracer">The printer.</param>
internal sealed class TracedEvents(SyscallContext events, SyscallTracer tracer) : UserEvents
{
    public override long Syscall(UserRegisters registers)
    {
        if (!tracer.Begin(registers))
        {
            return events.Syscall(registers);
        }

        // Before a signal's handler is called and RAX is the handler's.
        long result = events.Serve(registers);
        tracer.End(result);
        return events.Finish(registers, result);
    }

    public override bool ResolvePageFault(ulong address, PageFaultAccess access) => events.ResolvePageFault(address, access);

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail) =>
        events.Exception(registers, vector, errorCode, detail);
}
