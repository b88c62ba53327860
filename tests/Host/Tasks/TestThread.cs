using System;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Threads;

namespace Lodestar.Host.Tests.Tasks;

/// <summary>A thread of the scheduler that does what a test says.</summary>
internal sealed class TestThread : ScheduledThread
{
    private bool _hasSignal;
    private bool _isKilled;

    /// <summary>The thread that calls this, as the scheduler's first one.</summary>
    internal TestThread(string name = "main")
    {
        Name = name;
        Machine = new KernelThread();
    }

    /// <summary>One that does something when its turn comes, and ends.</summary>
    internal TestThread(string name, Action body)
    {
        Name = name;
        Machine = new KernelThread(() =>
        {
            Scheduler.Started();
            body();
            Scheduler.Exit();
        });
    }

    internal string Name { get; }

    /// <summary>Whether it has ended and its stack was given back.</summary>
    internal bool IsGone { get; private set; }

    public override bool HasSignal => _hasSignal || _isKilled;

    public override bool IsKilled => _isKilled;

    /// <summary>Sends it a signal.</summary>
    internal void Signal()
    {
        _hasSignal = true;
        Scheduler.Interrupt(this);
    }

    /// <summary>Tells it to end.</summary>
    internal void Kill()
    {
        _isKilled = true;
        Scheduler.Interrupt(this);
    }

    /// <summary>Its signal has been delivered.</summary>
    internal void TakeSignal() => _hasSignal = false;

    protected internal override void Ended()
    {
        IsGone = true;
        base.Ended();
    }
}
