using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>
/// Signals that were sent and not yet delivered. A standard signal waits once, a real-time signal as often as it was sent, in
/// the order of sending (<c>signal(7)</c>, "Queueing and delivery semantics").
/// </summary>
/// <param name="owner">Whose user is charged with them.</param>
public sealed class PendingSignals(ISignalOwner owner)
{
    private readonly List<QueuedSignal> _queue = [];

    /// <summary>How many are queued.</summary>
    public int Count => _queue.Count;

    /// <summary>Which signals wait.</summary>
    public SignalSet Set { get; private set; }

    /// <summary>Adds a signal. A standard signal that waits already is not added again, and what is known of it stays.</summary>
    /// <param name="info">The signal.</param>
    public void Add(in SignalInfo info)
    {
        if (info.Signal >= Signal.SIGRTMIN || !Set.Contains(info.Signal))
        {
            Set |= SignalSet.Of(info.Signal);
            Enqueue(info);
        }
    }

    /// <summary>Adds a signal as its sender's limit allows.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="limit">How many may be queued for the user (RLIMIT_SIGPENDING).</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    internal Errno TryAdd(in SignalInfo info, ulong limit)
    {
        // The kernel's own and kill(2)'s standard signals always come with what is known of them: there are few.
        bool isRealTime = info.Signal >= Signal.SIGRTMIN;
        if ((!isRealTime && info.Code >= SignalCode.SI_USER) || (ulong)owner.Accounts.CountOf(owner.UserId) < limit)
        {
            Add(info);
            return Errno.None;
        }

        if (isRealTime && info.Code != SignalCode.SI_USER)
        {
            return Errno.EAGAIN;
        }

        Set |= SignalSet.Of(info.Signal);
        return Errno.None;
    }

    /// <summary>Adds a signal of a source, which sends the next one only when this one is delivered: it always has room.</summary>
    internal void Add(in SignalInfo info, ISignalSource source)
    {
        Set |= SignalSet.Of(info.Signal);
        _queue.Add(new QueuedSignal(info, 0, source));
    }

    /// <summary>Takes the signal that is to be delivered next: one that an instruction has caused, else the lowest.</summary>
    /// <param name="among">Which signals may be taken.</param>
    /// <param name="info">The signal.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(SignalSet among, out SignalInfo info)
    {
        SignalSet candidates = Set & among;
        if (candidates.IsEmpty)
        {
            info = default;
            return false;
        }

        SignalSet synchronous = candidates & SignalSet.Synchronous;
        info = Take((synchronous.IsEmpty ? candidates : synchronous).First);
        return true;
    }

    /// <summary>Throws signals away.</summary>
    public void Remove(SignalSet signals)
    {
        if ((Set & signals).IsEmpty)
        {
            return;
        }

        Set &= ~signals;
        for (int i = _queue.Count - 1; i >= 0; i--)
        {
            if (signals.Contains(_queue[i].Info.Signal))
            {
                TakeAt(i).Source?.Drop();
            }
        }
    }

    /// <summary>Takes back the signal of a source.</summary>
    internal void Remove(ISignalSource source)
    {
        for (int i = 0; i < _queue.Count; i++)
        {
            if (_queue[i].Source == source)
            {
                TakeAt(i);
                return;
            }
        }
    }

    /// <summary>Throws all signals away, and the queue's memory with them.</summary>
    public void Clear()
    {
        Remove(Set);
        _queue.Capacity = 0;
    }

    private void Enqueue(in SignalInfo info)
    {
        uint user = owner.UserId;
        owner.Accounts.Add(user);
        _queue.Add(new QueuedSignal(info, user, null));
    }

    private SignalInfo Take(Signal signal)
    {
        int first = IndexOf(signal);
        if (first < 0)
        {
            // There was no room for what its sender had to say: the same that Linux says then.
            Set &= ~SignalSet.Of(signal);
            return new SignalInfo { Number = (int)signal, Code = SignalCode.SI_USER };
        }

        QueuedSignal taken = TakeAt(first);
        SignalInfo info = taken.Info;
        taken.Source?.Deliver(ref info);
        return info;
    }

    private QueuedSignal TakeAt(int index)
    {
        QueuedSignal taken = _queue[index];
        _queue.RemoveAt(index);
        if (IndexOf(taken.Info.Signal) < 0)
        {
            Set &= ~SignalSet.Of(taken.Info.Signal);
        }

        if (taken.Source is null)
        {
            owner.Accounts.Remove(taken.User);
        }

        return taken;
    }

    private int IndexOf(Signal signal)
    {
        for (int i = 0; i < _queue.Count; i++)
        {
            if (_queue[i].Info.Signal == signal)
            {
                return i;
            }
        }

        return -1;
    }
}
