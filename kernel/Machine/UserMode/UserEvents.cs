namespace Lodestar.Machine.UserMode;

/// <summary>What ring 3 brings to the kernel; the safe half implements it.</summary>
public abstract class UserEvents
{
    /// <summary>Serves a system call; runs with interrupts enabled. The result goes to the program's RAX.</summary>
    /// <param name="registers">The program's registers: the number in <see cref="UserRegisters.OriginalRax"/>, its low 32
    /// bits; arguments in RDI, RSI, RDX, R10, R8, R9. A call that sets RAX itself returns what it has set.</param>
    public abstract long Syscall(UserRegisters registers);

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
    /// <param name="address">For a page fault the address (CR2), else 0.</param>
    public abstract void Exception(UserRegisters registers, int vector, ulong errorCode, ulong address);

    /// <summary>
    /// The registers that a handler was left with cannot be loaded: IRETQ has refused them. The program must be ended.
    /// </summary>
    public abstract void BadRegisters();
}
