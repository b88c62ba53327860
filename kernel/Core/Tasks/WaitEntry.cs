using Lodestar.Core.Abi;

namespace Lodestar.Core.Tasks;

/// <summary>Who hears of a wait queue's changes; in one queue at a time.</summary>
public abstract class WaitEntry
{
    internal WaitEntry? Next { get; set; }

    internal WaitEntry? Previous { get; set; }

    /// <summary>The queue that it is in; null for none.</summary>
    public WaitQueue? Queue { get; internal set; }

    /// <summary>The queue has changed. May take the entry, and no other, out of the queue.</summary>
    protected internal abstract void Wake();

    /// <summary>As <see cref="Wake()"/>, with what a file may have become ready for. Who waits for something else need not hear of it.</summary>
    protected internal virtual void Wake(PollEvents what) => Wake();
}
