namespace Lodestar.Core.Abi;

/// <summary>
/// si_code: where a signal comes from (<c>sigaction(2)</c>, <c>asm-generic/siginfo.h</c>). Positive values mean something else for
/// each signal; those up to zero were chosen by a sender.
/// </summary>
public static class SignalCode
{
    /// <summary><c>kill(2)</c>.</summary>
    public const int SI_USER = 0;

    /// <summary>The kernel, with nothing more to say.</summary>
    public const int SI_KERNEL = 0x80;

    /// <summary><c>sigqueue(3)</c>.</summary>
    public const int SI_QUEUE = -1;

    /// <summary><c>timer_create(2)</c>.</summary>
    public const int SI_TIMER = -2;

    /// <summary><c>tkill(2)</c>, <c>tgkill(2)</c>.</summary>
    public const int SI_TKILL = -6;

    public const int CLD_EXITED = 1;
    public const int CLD_KILLED = 2;
    public const int CLD_DUMPED = 3;
    public const int CLD_TRAPPED = 4;
    public const int CLD_STOPPED = 5;
    public const int CLD_CONTINUED = 6;

    public const int ILL_ILLOPN = 2;

    public const int FPE_INTDIV = 1;
    public const int FPE_FLTDIV = 3;
    public const int FPE_FLTOVF = 4;
    public const int FPE_FLTUND = 5;
    public const int FPE_FLTRES = 6;
    public const int FPE_FLTINV = 7;

    public const int SEGV_MAPERR = 1;
    public const int SEGV_ACCERR = 2;

    public const int BUS_ADRALN = 1;
    public const int BUS_ADRERR = 2;

    public const int TRAP_BRKPT = 1;
    public const int TRAP_TRACE = 2;
    public const int TRAP_HWBKPT = 4;
}
