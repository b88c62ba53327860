using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Signals;

/// <summary>What the threads of a process share about signals.</summary>
/// <param name="actions">What is done about each signal.</param>
/// <param name="owner">The process.</param>
public sealed partial class ProcessSignals(SignalActions actions, ISignalOwner owner)
{
    private readonly List<ThreadSignals> _threads = [];

    /// <summary>What is done about each signal; another process may have the same (CLONE_SIGHAND).</summary>
    public SignalActions Actions { get; private set; } = actions;

    /// <summary>Signals that were sent to the process and that any of its threads may take.</summary>
    public PendingSignals Pending { get; } = new(owner);

    /// <summary>Its threads' signals, the first thread's first.</summary>
    public IReadOnlyList<ThreadSignals> Threads => _threads;

    /// <summary>
    /// Whether signals that it has no handler for do nothing to it, SIGKILL and SIGSTOP among them, as for the first process of
    /// a system (<c>kill(2)</c>, "Notes"). A fault ends it all the same.
    /// </summary>
    public bool IsProtected { get; set; }

    /// <summary>Wakes who waits to read signals, <c>signalfd(2)</c>: one was sent to the process or to one of its threads.</summary>
    public WaitQueue Arrived { get; } = new();

    internal ISignalOwner Owner => owner;

    /// <summary>
    /// Sends a signal to the process. One that does nothing is thrown away at once, unless the first thread blocks it.
    /// </summary>
    /// <param name="info">The signal.</param>
    /// <param name="limit">How many may be queued for its user (RLIMIT_SIGPENDING).</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    public Errno Send(in SignalInfo info, ulong limit)
    {
        if (!IsWanted(info.Signal, _threads.Count == 0 ? null : _threads[0]))
        {
            return Errno.None;
        }

        Errno error = Pending.TryAdd(info, limit);
        if (error == Errno.None)
        {
            TellOfArrival();
            Offer(info.Signal);
        }

        return error;
    }

    /// <summary>Sends a signal of a source; see <see cref="PendingSignals.Add(in SignalInfo, ISignalSource)"/>.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="source">Who is asked when it is delivered.</param>
    /// <param name="thread">The thread that alone may take it; null for any.</param>
    /// <returns>False if it does nothing, and was thrown away.</returns>
    public bool TrySend(in SignalInfo info, ISignalSource source, ThreadSignals? thread)
    {
        if (!IsWanted(info.Signal, thread ?? (_threads.Count == 0 ? null : _threads[0])))
        {
            return false;
        }

        (thread?.Pending ?? Pending).Add(info, source);
        TellOfArrival();
        if (thread is null)
        {
            Offer(info.Signal);
        }
        else
        {
            Offer(info.Signal, thread);
        }

        return true;
    }

    /// <summary>A signal was sent.</summary>
    internal void TellOfArrival() => Arrived.Wake(PollEvents.In);

    /// <summary>Adds a thread, which stops with the others if they do.</summary>
    internal void Add(ThreadSignals thread)
    {
        _threads.Add(thread);
        thread.BeginIn(MustStop);
    }

    /// <summary>A thread ends: what was its to take is another's.</summary>
    internal void Remove(ThreadSignals thread)
    {
        _threads.Remove(thread);
        thread.Leave();
        Offer(Pending.Set);
        LookWhetherAllStopped();
    }

    /// <summary>For execve: actions that no other process has.</summary>
    internal void UnshareActions()
    {
        SignalActions own = new();
        own.CopyFrom(Actions);
        Actions = own;
    }

    /// <summary>Throws signals away that were sent to the process or one of its threads.</summary>
    internal void Remove(SignalSet signals)
    {
        Pending.Remove(signals);
        foreach (ThreadSignals thread in _threads)
        {
            thread.Pending.Remove(signals);
        }
    }

    /// <summary>
    /// What every signal does when it is sent (prepare_signal in Linux's <c>kernel/signal.c</c>): a stop takes back what would
    /// continue, and the other way round.
    /// </summary>
    /// <param name="signal">The signal.</param>
    /// <param name="thread">The thread that it is sent to, or the first one; null when there is none.</param>
    /// <returns>Whether it does more, so that it has to be queued.</returns>
    internal bool IsWanted(Signal signal, ThreadSignals? thread)
    {
        if (thread is null || owner.IsEnding)
        {
            return false;
        }

        if (signal == Signal.SIGCONT)
        {
            Remove(DefaultAction.Stopping);
            Continue();
        }
        else if (DefaultAction.Stops(signal))
        {
            Remove(SignalSet.Of(Signal.SIGCONT));
        }

        return thread.Mask.Contains(signal) || !(Actions.Ignores(signal) || ProtectsFrom(signal));
    }

    /// <summary>Whether a signal without a handler does nothing to the process because that is protected.</summary>
    internal bool ProtectsFrom(Signal signal) => IsProtected && Actions[signal].Handler == SignalAction.Default;

    /// <summary>Interrupts threads that take signals which wait for the process.</summary>
    internal void Offer(SignalSet signals)
    {
        for (SignalSet rest = signals & Pending.Set; !rest.IsEmpty; rest &= ~SignalSet.Of(rest.First))
        {
            Offer(rest.First);
        }
    }

    /// <summary>Interrupts a thread for a signal that was sent to it, or ends the process where that is all it will do.</summary>
    internal void Offer(Signal signal, ThreadSignals thread)
    {
        bool ends = !thread.Mask.Contains(signal) && !thread.HasEnded
            && Actions[signal].Handler == SignalAction.Default && DefaultAction.Terminates(signal)
            && !ProtectsFrom(signal);
        if (ends && (signal == Signal.SIGKILL || (!thread.IsStopped && thread.Delivered is null)))
        {
            owner.End(signal);
        }
        else
        {
            thread.LookForWork();
        }
    }

    private void Offer(Signal signal)
    {
        if (Choose(signal) is { } thread)
        {
            Offer(signal, thread);
        }
    }

    /// <summary>The thread that a signal interrupts: the first one that takes it and has no other to do; null when all block it.</summary>
    private ThreadSignals? Choose(Signal signal)
    {
        ThreadSignals? chosen = null;
        foreach (ThreadSignals thread in _threads)
        {
            if (thread.Takes(signal) && (chosen is null || (chosen.HasWork && !thread.HasWork)))
            {
                chosen = thread;
            }
        }

        return chosen;
    }
}
