using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>What the threads of a process share about signals.</summary>
/// <param name="actions">What is done about each signal.</param>
public sealed class ProcessSignals(SignalActions actions)
{
    /// <summary>What is done about each signal; another process may have the same (CLONE_SIGHAND).</summary>
    public SignalActions Actions { get; private set; } = actions;

    /// <summary>Signals that were sent to the process and that any of its threads may take.</summary>
    public PendingSignals Pending { get; } = new();

    /// <summary>Its threads' signals, the first thread's first.</summary>
    public List<ThreadSignals> Threads { get; } = [];

    /// <summary>
    /// Sends a signal to the process. One that does nothing is thrown away at once, unless the first thread blocks it.
    /// </summary>
    /// <param name="info">The signal.</param>
    /// <param name="limit">How many may be queued (RLIMIT_SIGPENDING).</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    public Errno Send(in SignalInfo info, ulong limit)
    {
        if (Threads.Count == 0)
        {
            return Errno.None;
        }

        Signal signal = info.Signal;
        CancelOpposites(signal);
        if (!Threads[0].Mask.Contains(signal) && Actions.Ignores(signal))
        {
            return Errno.None;
        }

        int queued = Pending.Count;
        foreach (ThreadSignals thread in Threads)
        {
            queued += thread.Pending.Count;
        }

        Errno error = Pending.TryAdd(info, limit, queued);
        if (error == Errno.None)
        {
            Choose(signal)?.LookForWork();
        }

        return error;
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
        foreach (ThreadSignals thread in Threads)
        {
            thread.Pending.Remove(signals);
            thread.LookForWork();
        }
    }

    /// <summary>A stop takes back what would continue, and the other way round (<c>prepare_signal</c> in Linux).</summary>
    internal void CancelOpposites(Signal signal)
    {
        if (signal == Signal.SIGCONT)
        {
            Remove(DefaultAction.Stopping);
        }
        else if (DefaultAction.Stopping.Contains(signal))
        {
            Remove(SignalSet.Of(Signal.SIGCONT));
        }
    }

    /// <summary>The thread that a signal interrupts: the first one that takes it and has no other to do; null when all block it.</summary>
    private ThreadSignals? Choose(Signal signal)
    {
        ThreadSignals? chosen = null;
        foreach (ThreadSignals thread in Threads)
        {
            if (thread.Takes(signal) && (chosen is null || (chosen.HasWork && !thread.HasWork)))
            {
                chosen = thread;
            }
        }

        return chosen;
    }
}
