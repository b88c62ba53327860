using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>
/// Signals that were sent and not yet delivered. A standard signal waits once, a real-time signal as often as it was sent, in
/// the order of sending (<c>signal(7)</c>, "Queueing and delivery semantics").
/// </summary>
public sealed class PendingSignals
{
    private readonly List<SignalInfo> _queue = [];

    /// <summary>Which signals wait.</summary>
    public SignalSet Set { get; private set; }

    /// <summary>How many of them have an entry in the queue.</summary>
    public int Count => _queue.Count;

    /// <summary>Adds a signal. A standard signal that waits already is not added again, and what is known of it stays.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="hasRoom">Whether what is known of it may be kept; if not, only its number is.</param>
    public void Add(in SignalInfo info, bool hasRoom)
    {
        Signal signal = info.Signal;
        if (signal < Signal.SIGRTMIN && Set.Contains(signal))
        {
            return;
        }

        Set |= SignalSet.Of(signal);
        if (hasRoom)
        {
            _queue.Add(info);
        }
    }

    /// <summary>Adds a signal as its sender's limit allows.</summary>
    /// <param name="info">The signal.</param>
    /// <param name="limit">How many may be queued (RLIMIT_SIGPENDING).</param>
    /// <param name="queued">How many are.</param>
    /// <returns>EAGAIN if it cannot be queued.</returns>
    internal Errno TryAdd(in SignalInfo info, ulong limit, int queued)
    {
        // The kernel's own and kill(2)'s standard signals always come with what is known of them: there are few.
        bool isRealTime = info.Signal >= Signal.SIGRTMIN;
        bool hasRoom = (!isRealTime && info.Code >= SignalCode.SI_USER) || (ulong)queued < limit;
        if (!hasRoom && isRealTime && info.Code != SignalCode.SI_USER)
        {
            return Errno.EAGAIN;
        }

        Add(info, hasRoom);
        return Errno.None;
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
        if (!(Set & signals).IsEmpty)
        {
            Set &= ~signals;
            _queue.RemoveAll(info => signals.Contains(info.Signal));
        }
    }

    /// <summary>Throws all signals away, and the queue's memory with them.</summary>
    public void Clear()
    {
        Set = default;
        _queue.Clear();
        _queue.Capacity = 0;
    }

    private SignalInfo Take(Signal signal)
    {
        int first = -1;
        int count = 0;
        for (int i = 0; i < _queue.Count; i++)
        {
            if (_queue[i].Signal == signal)
            {
                first = first < 0 ? i : first;
                count++;
            }
        }

        if (count <= 1)
        {
            Set &= ~SignalSet.Of(signal);
        }

        if (first < 0)
        {
            // There was no room for what its sender had to say: the same that Linux says then.
            return new SignalInfo { Number = (int)signal, Code = SignalCode.SI_USER };
        }

        SignalInfo info = _queue[first];
        _queue.RemoveAt(first);
        return info;
    }
}
