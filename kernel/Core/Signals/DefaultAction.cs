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

    /// <summary>
    /// Whether nothing happens. Every other signal ends the process: there is nobody who could continue one that was stopped.
    /// </summary>
    public static bool Ignores(Signal signal) => Ignored.Contains(signal);
}
