using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.Threads;

namespace Lodestar.Core.Tasks;

/// <summary>A thread as the <see cref="Scheduler"/> sees it.</summary>
public abstract class ScheduledThread
{
    /// <summary>The nice values, <c>sched(7)</c>.</summary>
    public const int LowestNice = -20;

    /// <summary>The nicest.</summary>
    public const int HighestNice = 19;

    private readonly SleepTimer _timer;
    private int _nice;
    private SchedulingPolicy _policy;

    protected ScheduledThread()
    {
        Entry = new ThreadWaitEntry(this);
        _timer = new SleepTimer(this);
    }

    /// <summary>The stack and the registers; set before the thread is started.</summary>
    public KernelThread? Machine { get; protected set; }

    public ScheduledThreadState State { get; internal set; }

    /// <summary>The nice value, -20 to 19.</summary>
    public int Nice
    {
        get => _nice;
        set
        {
            _nice = value;
            Weigh();
        }
    }

    /// <summary><see cref="SchedulingPolicy.Other"/>, <see cref="SchedulingPolicy.Batch"/> or <see cref="SchedulingPolicy.Idle"/>.</summary>
    public SchedulingPolicy Policy
    {
        get => _policy;
        set
        {
            _policy = value;
            Weigh();
        }
    }

    /// <summary>Nanoseconds that it has run.</summary>
    public long Runtime { get; internal set; }

    /// <summary>Timer interrupts that found its program running.</summary>
    public long UserTicks { get; internal set; }

    /// <summary>Timer interrupts that found the kernel working for it.</summary>
    public long KernelTicks { get; internal set; }

    /// <summary>How often it gave up the CPU to wait (ru_nvcsw).</summary>
    public long VoluntarySwitches { get; internal set; }

    /// <summary>How often another thread's turn came (ru_nivcsw).</summary>
    public long InvoluntarySwitches { get; internal set; }

    /// <summary>Whether a signal ends its interruptible waits now.</summary>
    public abstract bool HasSignal { get; }

    /// <summary>Whether it has to end, so that not even uninterruptible waits go on.</summary>
    public abstract bool IsKilled { get; }

    /// <summary>RLIMIT_FSIZE: bytes that files may have which the thread makes longer; all ones, as for the kernel's own threads, for any number.</summary>
    public virtual ulong FileSizeLimit => ulong.MaxValue;

    /// <summary>Sends the thread a signal for what it does itself, such as SIGPIPE. The kernel's own threads have no signals.</summary>
    public virtual void Raise(Signal signal)
    {
    }

    /// <summary>How fast its virtual runtime goes: <see cref="NiceWeights.Normal"/> is as fast as the clock, twice that half as fast.</summary>
    internal int Weight { get; private set; } = NiceWeights.Normal;

    /// <summary>Nanoseconds that it has run, weighted: the thread with the least is next.</summary>
    internal long VirtualRuntime { get; set; }

    /// <summary>Orders threads of the same virtual runtime.</summary>
    internal long Arrival { get; set; }

    internal WaitEnd WaitEnd { get; set; }

    /// <summary>For the one wait queue that it waits on.</summary>
    internal WaitEntry Entry { get; }

    internal KernelTimer Timer => _timer;

    /// <summary>A timer interrupt has come while it ran.</summary>
    protected internal virtual void Tick()
    {
    }

    /// <summary>It ends: it does not run any more, and its stack is given back. Runs as part of the next thread.</summary>
    protected internal virtual void Ended()
    {
        Machine?.Free();
        Machine = null;
    }

    private void Weigh() => Weight = _policy == SchedulingPolicy.Idle ? NiceWeights.Idle : NiceWeights.Of(_nice);

    private sealed class ThreadWaitEntry(ScheduledThread thread) : WaitEntry
    {
        protected internal override void Wake() => Scheduler.Wake(thread, WaitEnd.Woken);
    }

    private sealed class SleepTimer(ScheduledThread thread) : KernelTimer
    {
        protected internal override void Expire() => Scheduler.Wake(thread, WaitEnd.TimedOut);
    }
}
