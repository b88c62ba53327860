using Lodestar.Core.Abi;

namespace Lodestar.Core.Signals;

/// <content>Stopping and continuing.</content>
public sealed partial class ProcessSignals
{
    private bool _owesContinued;

    /// <summary>Whether all threads stand still.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The signal that has stopped the process last.</summary>
    public Signal StopSignal { get; private set; }

    /// <summary>Whether it stands still and its parent has not waited for that.</summary>
    public bool HasUnseenStop { get; private set; }

    /// <summary>Whether it was continued and its parent has not waited for that.</summary>
    public bool HasUnseenContinue { get; private set; }

    /// <summary>Whether each thread has to stand still as soon as it is on its way to ring 3.</summary>
    internal bool MustStop { get; private set; }

    /// <summary>The parent has waited for the stop.</summary>
    public void SeeStop() => HasUnseenStop = false;

    /// <summary>The parent has waited for the continuation.</summary>
    public void SeeContinue() => HasUnseenContinue = false;

    /// <summary>Stops every thread, because a signal says so.</summary>
    internal void Stop(Signal signal)
    {
        if (MustStop)
        {
            return;
        }

        MustStop = true;
        StopSignal = signal;
        foreach (ThreadSignals thread in _threads)
        {
            thread.BeginStop();
        }
    }

    /// <summary>When the last thread stands still, the parent hears of it.</summary>
    internal void LookWhetherAllStopped()
    {
        if (!MustStop || IsStopped || owner.IsEnding || _threads.Count == 0)
        {
            return;
        }

        foreach (ThreadSignals thread in _threads)
        {
            if (!thread.IsStopped)
            {
                return;
            }
        }

        IsStopped = true;
        HasUnseenStop = true;
        HasUnseenContinue = false;
        owner.TellParent(SignalCode.CLD_STOPPED);
    }

    /// <summary>The process goes on: the parent hears of it, as soon as it does.</summary>
    internal void ReportContinue()
    {
        if (_owesContinued)
        {
            _owesContinued = false;
            owner.TellParent(SignalCode.CLD_CONTINUED);
        }
    }

    /// <summary>The process ends: nobody can see that it stood still.</summary>
    internal void EndStop()
    {
        MustStop = false;
        IsStopped = false;
        HasUnseenStop = false;
        HasUnseenContinue = false;
        _owesContinued = false;
    }

    private void Continue()
    {
        if (!MustStop)
        {
            return;
        }

        bool wasStopped = IsStopped;
        EndStop();
        HasUnseenContinue = wasStopped;
        _owesContinued = wasStopped;
        foreach (ThreadSignals thread in _threads)
        {
            thread.EndStop();
        }
    }
}
