using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>What a process does about each signal, <c>sigaction(2)</c>.</summary>
public sealed class SignalActions
{
    /// <summary>The last signal (SIGRTMAX of the kernel).</summary>
    public const int LastSignal = 64;

    private readonly SignalAction[] _actions = new SignalAction[LastSignal + 1];

    /// <summary>Whether a number is that of a signal.</summary>
    public static bool IsSignal(Signal signal) => (int)signal is >= 1 and <= LastSignal;

    /// <summary>The action of a signal, 1 to 64.</summary>
    public SignalAction this[Signal signal]
    {
        get => _actions[(int)signal];
        set => _actions[(int)signal] = value with
        {
            Flags = value.Flags & SignalActionFlags.Known,
            Mask = value.Mask & ~SignalSet.Unblockable,
        };
    }

    /// <summary>Whether a signal does nothing at all: it is ignored, or its default action is to do nothing.</summary>
    public bool Ignores(Signal signal) =>
        _actions[(int)signal].Handler == SignalAction.Ignore
        || (_actions[(int)signal].Handler == SignalAction.Default && DefaultAction.Ignores(signal));

    /// <summary>Whether children leave nothing to wait for: SIGCHLD is ignored, or its action says so (SA_NOCLDWAIT).</summary>
    public bool IgnoresChildren =>
        _actions[(int)Signal.SIGCHLD].Handler == SignalAction.Ignore
        || (_actions[(int)Signal.SIGCHLD].Flags & SignalActionFlags.NoCldWait) != 0;

    /// <summary>Takes another process's actions.</summary>
    public void CopyFrom(SignalActions other) => other._actions.CopyTo(_actions, 0);

    /// <summary>What execve leaves: signals that were caught get their default action, ignored ones stay ignored.</summary>
    public void ResetCaught()
    {
        for (int i = 1; i <= LastSignal; i++)
        {
            _actions[i] = _actions[i].Handler == SignalAction.Ignore ? new SignalAction { Handler = SignalAction.Ignore } : default;
        }
    }

    /// <summary>Gives a signal its default action back; its flags and its mask stay.</summary>
    public void Reset(Signal signal) => _actions[(int)signal].Handler = SignalAction.Default;
}
