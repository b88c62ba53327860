using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>A sender that knows only at the delivery what there is to say, such as a timer. One of its signals waits at a time.</summary>
public interface ISignalSource
{
    /// <summary>The signal is taken out of the queue, to be delivered.</summary>
    /// <param name="info">What was known when it was sent.</param>
    void Deliver(ref SignalInfo info);

    /// <summary>The signal is thrown away, because nobody wants it any more.</summary>
    void Drop();
}
