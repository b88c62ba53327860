namespace Lodestar.Machine.UserMode;

/// <summary>What ring 3 brings to the kernel; the safe half implements it.</summary>
public abstract class UserEvents
{
    /// <summary>Serves a system call; runs with interrupts enabled. The result goes to the program's RAX.</summary>
    /// <param name="registers">The program's registers: the number in <see cref="UserRegisters.OriginalRax"/>, its low 32
    /// bits; arguments in RDI, RSI, RDX, R10, R8, R9. A call that sets RAX itself returns what it has set.</param>
    public abstract long Syscall(UserRegisters registers);

    /// <summary>
    /// A new thread's first moment, with interrupts enabled: the result goes to its program's RAX, as if it were that of a call.
    /// </summary>
    public abstract long Start(UserRegisters registers);

    /// <summary>
    /// What <see cref="UserWork.Request"/> has asked for, on the way to ring 3; runs with interrupts enabled. RAX holds what a
    /// call has returned.
    /// </summary>
    public abstract void Work(UserRegisters registers);

    /// <summary>
    /// A page that the tables do not map, or not for this access. True if it is there now and the access may be tried again.
    /// Called for the program's own accesses and for the kernel's copies from and to it.
    /// </summary>
    public abstract bool ResolvePageFault(ulong address, PageFaultAccess access);

    /// <summary>
    /// An exception of the CPU that the program has to answer for: changes its registers to run a handler, or ends it.
    /// </summary>
    /// <param name="registers">The program's registers at the exception.</param>
    /// <param name="vector">The CPU's exception, 0 to 31.</param>
    /// <param name="errorCode">Its error code, 0 for an exception without one.</param>
    /// <param name="detail">For a page fault the address (CR2), for #DB its causes (DR6, 0 after INT1), else 0.</param>
    /// <remarks>
    /// A program can be given registers that IRETQ refuses. Then this is the exception of the IRETQ, with those registers, as
    /// if the program had got that far.
    /// </remarks>
    public abstract void Exception(UserRegisters registers, int vector, ulong errorCode, ulong detail);
}
