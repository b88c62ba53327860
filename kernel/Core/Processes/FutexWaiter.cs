using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <summary>A thread's place in a <see cref="FutexTable"/> while it waits for a futex.</summary>
/// <param name="thread">The thread.</param>
public sealed class FutexWaiter(ScheduledThread thread)
{
    /// <summary>Who waits.</summary>
    public ScheduledThread Thread { get; } = thread;

    /// <summary>Whether it is in the table: who wakes it takes it out.</summary>
    public bool IsQueued => List is not null;

    /// <summary>What it waits for.</summary>
    internal FutexKey Key { get; set; }

    /// <summary>It is woken only by who has one of these bits.</summary>
    internal uint Bits { get; set; }

    /// <summary>The list that it is in; null for none.</summary>
    internal FutexList? List { get; set; }

    internal FutexWaiter? Next { get; set; }

    internal FutexWaiter? Previous { get; set; }
}
