using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Signals;

/// <summary>The signals of a thread: what it blocks, what waits for it, where its handlers run.</summary>
/// <param name="process">What it shares with the other threads of its process.</param>
/// <param name="thread">Whose they are.</param>
public sealed class ThreadSignals(ProcessSignals process, ScheduledThread thread)
{
    private SignalSet? _suspendedMask;
    private SignalSet _awaited;

    public ProcessSignals Process { get; } = process;

    /// <summary>Signals that were sent to this thread alone.</summary>
    public PendingSignals Pending { get; } = new();

    public AlternateStack AlternateStack { get; } = new();

    /// <summary>Hears of each signal that is delivered; null, and nobody does.</summary>
    public Action<SignalInfo>? Delivered { get; set; }

    /// <summary>The blocked signals; see <see cref="SetMask"/>.</summary>
    public SignalSet Mask { get; private set; }

    /// <summary>The last exception that became a signal.</summary>
    public FaultRecord LastFault { get; set; }

    /// <summary>
    /// Whether a signal waits that is not blocked. The way back to ring 3 looks at this and at nothing else.
    /// </summary>
    public bool HasWork { get; private set; }

    /// <summary>Whether the thread has to end.</summary>
    public bool MustEnd { get; private set; }

    /// <summary>The blocked signals once a handler has returned: those from before <see cref="Suspend"/>, if that was called.</summary>
    public SignalSet MaskToReturnTo => _suspendedMask ?? Mask;

    /// <summary>The signals that wait and are blocked, <c>sigpending(2)</c>.</summary>
    public SignalSet BlockedPending => (Pending.Set | Process.Pending.Set) & Mask;

    /// <summary>Blocks these signals and no others. SIGKILL and SIGSTOP cannot be blocked.</summary>
    public void SetMask(SignalSet mask)
    {
        Mask = mask & ~SignalSet.Unblockable;
        LookForWork();
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
    /// <param name="limit">How many may be queued (RLIMIT_SIGPENDING).</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    public Errno Send(in SignalInfo info, ulong limit)
    {
        Signal signal = info.Signal;
        Process.CancelOpposites(signal);
        if (!Mask.Contains(signal) && Process.Actions.Ignores(signal))
        {
            return Errno.None;
        }

        Errno error = Pending.TryAdd(info, limit, Pending.Count + Process.Pending.Count);
        LookForWork();
        return error;
    }

    /// <summary>Makes certain signals end the thread's wait though they are blocked, until <see cref="EndAwaiting"/>.</summary>
    public void Await(SignalSet signals)
    {
        _awaited = signals;
        LookForWork();
    }

    /// <inheritdoc cref="Await"/>
    public void EndAwaiting()
    {
        _awaited = default;
        LookForWork();
    }

    /// <summary>Makes the thread end on its way to ring 3, and leave any wait for that.</summary>
    public void End()
    {
        MustEnd = true;
        LookForWork();
    }

    /// <summary>
    /// Sends a signal that the thread cannot go on without, such as one for a fault. If it is blocked or ignored it gets its
    /// default action, which ends the process.
    /// </summary>
    /// <returns>Whether it has no handler.</returns>
    public bool Force(in SignalInfo info)
    {
        Signal signal = info.Signal;
        SignalSet set = SignalSet.Of(signal);
        if (Mask.Contains(signal) || Process.Actions[signal].Handler == SignalAction.Ignore)
        {
            Process.Actions.Reset(signal);
            Mask &= ~set;
        }

        Pending.Add(info, hasRoom: true);
        LookForWork();
        return Process.Actions[signal].Handler == SignalAction.Default;
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

    /// <summary>Takes the next signal that is not blocked.</summary>
    public bool TryTake(out SignalInfo info) => TryTake(~Mask, out info);

    /// <summary>Takes the next of certain signals, blocked or not, as <c>sigwaitinfo(2)</c> does.</summary>
    public bool TryTake(SignalSet among, out SignalInfo info)
    {
        bool taken = Pending.TryTake(among, out info) || Process.Pending.TryTake(among, out info);
        LookForWork();
        return taken;
    }

    /// <summary>Whether a signal interrupts the thread: it does not block it, or waits for it.</summary>
    internal bool Takes(Signal signal) => !Mask.Contains(signal) || _awaited.Contains(signal);

    /// <summary>Finds out whether a signal waits that is not blocked; then the thread leaves its wait.</summary>
    internal void LookForWork()
    {
        HasWork = MustEnd || !((Pending.Set | Process.Pending.Set) & ~(Mask & ~_awaited)).IsEmpty;
        if (HasWork)
        {
            Scheduler.Interrupt(thread);
        }
    }
}
