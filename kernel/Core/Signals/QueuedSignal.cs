using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <summary>A signal that waits.</summary>
/// <param name="info">What is known of it.</param>
/// <param name="user">The user who is charged with it; with a source it is the source that is.</param>
/// <param name="source">Who is asked when it is delivered; null for nobody.</param>
internal readonly struct QueuedSignal(in SignalInfo info, uint user, ISignalSource? source)
{
    internal readonly SignalInfo Info = info;

    internal readonly uint User = user;

    internal readonly ISignalSource? Source = source;
}
