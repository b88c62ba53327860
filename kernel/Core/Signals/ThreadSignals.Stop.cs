namespace Lodestar.Core.Signals;

/// <content>Standing still, and the end.</content>
public sealed partial class ThreadSignals
{
    /// <summary>Whether the thread has to end.</summary>
    public bool MustEnd { get; private set; }

    /// <summary>Whether it stands still.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether it has to stand still before it goes to ring 3.</summary>
    internal bool MustStop { get; private set; }

    /// <summary>Whether it takes no signals any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Makes the thread end on its way to ring 3, and leave any wait for that.</summary>
    public void End()
    {
        MustEnd = true;
        LookForWork();
    }

    /// <summary>The thread is a new one of its process.</summary>
    internal void BeginIn(bool isStopping)
    {
        MustStop = isStopping;
        HasWork |= isStopping;
    }

    /// <summary>The thread is gone.</summary>
    internal void Leave()
    {
        HasEnded = true;
        Pending.Clear();
    }

    /// <summary>Makes the thread stand still on its way to ring 3.</summary>
    internal void BeginStop()
    {
        MustStop = true;
        LookForWork();
    }

    /// <summary>Called by the thread itself: it stands still now, until <see cref="IsStopped"/> is false again or it has to end.</summary>
    internal void StandStill()
    {
        IsStopped = true;
        Process.LookWhetherAllStopped();
    }

    /// <summary>Lets the thread go on.</summary>
    internal void EndStop()
    {
        MustStop = false;
        if (IsStopped)
        {
            IsStopped = false;
            thread.Resume();
        }
    }
}
