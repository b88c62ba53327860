namespace Lodestar.Core.Signals;

/// <summary>The thread that signals come to, as far as they need it.</summary>
public interface ISignalThread
{
    /// <summary>Something waits for it: it leaves a wait that signals end, and comes to its work on the way to ring 3.</summary>
    void Interrupt();

    /// <summary>It stood still, and goes on.</summary>
    void Resume();
}
