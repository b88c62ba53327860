using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>What a signal does without a handler (<c>signal(7)</c>, "Standard signals").</summary>
public static class DefaultAction
{
    /// <summary>The signals that stop a process, of which <c>SIGCONT</c> is the opposite.</summary>
    internal static SignalSet Stopping =>
        SignalSet.Of(Signal.SIGSTOP) | SignalSet.Of(Signal.SIGTSTP) | SignalSet.Of(Signal.SIGTTIN) | SignalSet.Of(Signal.SIGTTOU);

    private static SignalSet Ignored =>
        SignalSet.Of(Signal.SIGCONT) | SignalSet.Of(Signal.SIGCHLD) | SignalSet.Of(Signal.SIGWINCH) | SignalSet.Of(Signal.SIGURG);

    private static SignalSet Dumping =>
        SignalSet.Of(Signal.SIGQUIT) | SignalSet.Of(Signal.SIGILL) | SignalSet.Of(Signal.SIGTRAP) | SignalSet.Of(Signal.SIGABRT)
        | SignalSet.Of(Signal.SIGBUS) | SignalSet.Of(Signal.SIGFPE) | SignalSet.Of(Signal.SIGSEGV) | SignalSet.Of(Signal.SIGXCPU)
        | SignalSet.Of(Signal.SIGXFSZ) | SignalSet.Of(Signal.SIGSYS);

    /// <summary>Whether nothing happens.</summary>
    public static bool Ignores(Signal signal) => Ignored.Contains(signal);

    /// <summary>Whether the process stops.</summary>
    public static bool Stops(Signal signal) => Stopping.Contains(signal);

    /// <summary>Whether the process ends and leaves a core dump.</summary>
    public static bool DumpsCore(Signal signal) => Dumping.Contains(signal);

    /// <summary>Whether the process ends, and that is all.</summary>
    internal static bool Terminates(Signal signal) => !(Ignored | Stopping | Dumping).Contains(signal);
}
