using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>The signals of a thread: what it blocks, what waits for it, where its handlers run.</summary>
/// <param name="process">What it shares with the other threads of its process.</param>
/// <param name="thread">Whose they are.</param>
public sealed partial class ThreadSignals(ProcessSignals process, ISignalThread thread)
{
    private SignalSet? _suspendedMask;
    private SignalSet _awaited;
    private Func<long>? _restart;

    public ProcessSignals Process { get; } = process;

    /// <summary>Signals that were sent to this thread alone.</summary>
    public PendingSignals Pending { get; } = new(process.Owner);

    public AlternateStack AlternateStack { get; } = new();

    /// <summary>Hears of each signal that is delivered; null, and nobody does.</summary>
    public Action<SignalInfo>? Delivered { get; set; }

    /// <summary>The blocked signals; see <see cref="SetMask"/>.</summary>
    public SignalSet Mask { get; private set; }

    /// <summary>The last exception that became a signal.</summary>
    public FaultRecord LastFault { get; set; }

    /// <summary>
    /// Whether there may be something to do on the way to ring 3, or before a wait: a signal, a stop, the thread's end. Only the
    /// thread itself takes it back: a call that was interrupted can rely on it.
    /// </summary>
    public bool HasWork { get; private set; }

    /// <summary>The blocked signals once a handler has returned: those from before <see cref="Suspend"/>, if that was called.</summary>
    public SignalSet MaskToReturnTo => _suspendedMask ?? Mask;

    /// <summary>The signals that wait and are blocked, <c>sigpending(2)</c>.</summary>
    public SignalSet BlockedPending => (Pending.Set | Process.Pending.Set) & Mask;

    /// <summary>
    /// Blocks these signals and no others. SIGKILL and SIGSTOP cannot be blocked. What the thread does not take any more, another
    /// may.
    /// </summary>
    public void SetMask(SignalSet mask)
    {
        SignalSet added = mask & ~Mask;
        Mask = mask & ~SignalSet.Unblockable;
        FindWork();
        Process.Offer(added);
    }

    /// <summary>Blocks other signals until one was delivered, <c>sigsuspend(2)</c>.</summary>
    public void Suspend(SignalSet mask)
    {
        _suspendedMask = Mask;
        SetMask(mask);
    }

    /// <summary>No handler was called: blocks again what was blocked before <see cref="Suspend"/>.</summary>
    public void EndSuspension()
    {
        if (_suspendedMask is { } mask)
        {
            _suspendedMask = null;
            SetMask(mask);
        }
    }

    /// <summary>A handler was called, and its frame has <see cref="MaskToReturnTo"/>: blocks what its action says.</summary>
    public void BeginHandler(Signal signal, in SignalAction action)
    {
        _suspendedMask = null;
        SignalSet own = (action.Flags & SignalActionFlags.NoDefer) != 0 ? default : SignalSet.Of(signal);
        SetMask(Mask | action.Mask | own);
        AlternateStack.Disarm();
    }

    /// <summary>Sends a signal to this thread alone. One that does nothing is thrown away at once, unless it is blocked.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="limit">How many may be queued for its user (RLIMIT_SIGPENDING).</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    public Errno Send(in SignalInfo info, ulong limit)
    {
        if (!Process.IsWanted(info.Signal, this))
        {
            return Errno.None;
        }

        Errno error = Pending.TryAdd(info, limit);
        if (error == Errno.None)
        {
            Process.TellOfArrival();
            Process.Offer(info.Signal, this);
        }

        return error;
    }

    /// <summary>Makes certain signals end the thread's wait though they are blocked, until <see cref="EndAwaiting"/>.</summary>
    public void Await(SignalSet signals)
    {
        _awaited = signals;
        FindWork();
    }

    /// <inheritdoc cref="Await"/>
    public void EndAwaiting()
    {
        _awaited = default;
        FindWork();
    }

    /// <summary>
    /// Sends a signal that the thread cannot go on without, such as one for a fault. If it is blocked or ignored it gets its
    /// default action, which ends the process, even a protected one.
    /// </summary>
    /// <returns>Whether it has no handler.</returns>
    public bool Force(in SignalInfo info)
    {
        Signal signal = info.Signal;
        if (Mask.Contains(signal) || Process.Actions[signal].Handler == SignalAction.Ignore)
        {
            Process.Actions.Reset(signal);
            Mask &= ~SignalSet.Of(signal);
        }

        bool hasNoHandler = Process.Actions[signal].Handler == SignalAction.Default;
        Process.IsProtected &= !hasNoHandler;
        Pending.Add(info);
        LookForWork();
        return hasNoHandler;
    }

    /// <summary>Changes an action. Signals that do nothing by it are thrown away, blocked ones too.</summary>
    public void SetAction(Signal signal, in SignalAction action)
    {
        Process.Actions[signal] = action;
        if (Process.Actions.Ignores(signal))
        {
            Process.Remove(SignalSet.Of(signal));
        }
    }

    /// <summary>Whether one of certain signals waits, blocked or not.</summary>
    public bool IsPending(SignalSet signals) => !((Pending.Set | Process.Pending.Set) & signals).IsEmpty;

    /// <summary>Takes the next signal that is not blocked.</summary>
    public bool TryTake(out SignalInfo info) => TryTake(~Mask, out info);

    /// <summary>Takes the next of certain signals, blocked or not, as <c>sigwaitinfo(2)</c> does.</summary>
    public bool TryTake(SignalSet among, out SignalInfo info)
    {
        bool isOwn = Pending.TryTake(among, out info);
        bool isTaken = isOwn || Process.Pending.TryTake(among, out info);
        if (isTaken && !isOwn && info.Signal == Signal.SIGALRM)
        {
            Process.Owner.AlarmTaken();
        }

        FindWork();
        return isTaken;
    }

    /// <summary>Interrupts the running call, which goes on where it is now if no handler is called: <c>restart_syscall(2)</c>.</summary>
    /// <param name="restart">The rest of the call; returns what goes into RAX.</param>
    /// <returns>The call's result.</returns>
    public long RestartBy(Func<long> restart)
    {
        _restart = restart;
        return RestartCode.ByRestartSyscall;
    }

    /// <summary>The rest of the call that was interrupted, which is gone after that; null when there is none.</summary>
    public Func<long>? TakeRestart()
    {
        Func<long>? restart = _restart;
        _restart = null;
        return restart;
    }

    /// <summary>Whether a signal interrupts the thread: it does not block it, or waits for it.</summary>
    internal bool Takes(Signal signal) => !Mask.Contains(signal) || _awaited.Contains(signal);

    /// <summary>Something was sent: if that is not blocked, the thread leaves its wait.</summary>
    internal void LookForWork()
    {
        if (MustEnd || MustStop || !((Pending.Set | Process.Pending.Set) & ~(Mask & ~_awaited)).IsEmpty)
        {
            HasWork = true;
            thread.Interrupt();
        }
    }

    /// <summary>Called by the thread itself: finds out anew whether there is something to do.</summary>
    private void FindWork()
    {
        HasWork = false;
        LookForWork();
    }
}
