namespace Lodestar.Core.Abi;

/// <summary>The names of <see cref="SignalCode"/>.</summary>
public static class SignalCodeText
{
    /// <summary>The name of a signal's si_code; null for one that a sender has made up.</summary>
    public static string? NameOf(Signal signal, int code) => (signal, code) switch
    {
        (_, SignalCode.SI_USER) => nameof(SignalCode.SI_USER),
        (_, SignalCode.SI_TKILL) => nameof(SignalCode.SI_TKILL),
        (_, SignalCode.SI_QUEUE) => nameof(SignalCode.SI_QUEUE),
        (_, SignalCode.SI_TIMER) => nameof(SignalCode.SI_TIMER),
        (_, SignalCode.SI_KERNEL) => nameof(SignalCode.SI_KERNEL),
        (Signal.SIGILL, SignalCode.ILL_ILLOPN) => nameof(SignalCode.ILL_ILLOPN),
        (Signal.SIGFPE, SignalCode.FPE_INTDIV) => nameof(SignalCode.FPE_INTDIV),
        (Signal.SIGFPE, SignalCode.FPE_FLTDIV) => nameof(SignalCode.FPE_FLTDIV),
        (Signal.SIGFPE, SignalCode.FPE_FLTOVF) => nameof(SignalCode.FPE_FLTOVF),
        (Signal.SIGFPE, SignalCode.FPE_FLTUND) => nameof(SignalCode.FPE_FLTUND),
        (Signal.SIGFPE, SignalCode.FPE_FLTRES) => nameof(SignalCode.FPE_FLTRES),
        (Signal.SIGFPE, SignalCode.FPE_FLTINV) => nameof(SignalCode.FPE_FLTINV),
        (Signal.SIGSEGV, SignalCode.SEGV_MAPERR) => nameof(SignalCode.SEGV_MAPERR),
        (Signal.SIGSEGV, SignalCode.SEGV_ACCERR) => nameof(SignalCode.SEGV_ACCERR),
        (Signal.SIGBUS, SignalCode.BUS_ADRALN) => nameof(SignalCode.BUS_ADRALN),
        (Signal.SIGBUS, SignalCode.BUS_ADRERR) => nameof(SignalCode.BUS_ADRERR),
        (Signal.SIGTRAP, SignalCode.TRAP_BRKPT) => nameof(SignalCode.TRAP_BRKPT),
        (Signal.SIGTRAP, SignalCode.TRAP_TRACE) => nameof(SignalCode.TRAP_TRACE),
        (Signal.SIGTRAP, SignalCode.TRAP_HWBKPT) => nameof(SignalCode.TRAP_HWBKPT),
        (Signal.SIGCHLD, SignalCode.CLD_EXITED) => nameof(SignalCode.CLD_EXITED),
        (Signal.SIGCHLD, SignalCode.CLD_KILLED) => nameof(SignalCode.CLD_KILLED),
        (Signal.SIGCHLD, SignalCode.CLD_DUMPED) => nameof(SignalCode.CLD_DUMPED),
        (Signal.SIGCHLD, SignalCode.CLD_TRAPPED) => nameof(SignalCode.CLD_TRAPPED),
        (Signal.SIGCHLD, SignalCode.CLD_STOPPED) => nameof(SignalCode.CLD_STOPPED),
        (Signal.SIGCHLD, SignalCode.CLD_CONTINUED) => nameof(SignalCode.CLD_CONTINUED),
        _ => null,
    };
}
