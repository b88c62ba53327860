using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Syscalls;

/// <summary>A thread whose system calls are printed; without tracing nothing of this is on their way.</summary>
/// <param name="events">The thread.</param>
/// <param name="tracer">The printer.</param>
internal sealed class TracedEvents(SyscallContext events, SyscallTracer tracer) : UserEvents
{
    public override long Start(UserRegisters registers) => events.Start(registers);

    public override long Syscall(UserRegisters registers)
    {
        bool isPrinted = tracer.Begin(registers);
        long result = events.Syscall(registers);
        if (isPrinted)
        {
            tracer.End(result);
        }

        return result;
    }

    public override void Work(UserRegisters registers) => events.Work(registers);

    public override bool ResolvePageFault(ulong address, PageFaultAccess access) => events.ResolvePageFault(address, access);

    public override void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail) =>
        events.Exception(registers, vector, errorCode, detail);
}
