using System.Diagnostics.CodeAnalysis;
using Lodestar.Core.Abi;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.Threads;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Tasks;

/// <summary>
/// Shares the CPU between threads: next is the one that has run least, weighted by its nice value. In the kernel a thread gives
/// up the CPU only where it waits; a program is interrupted by the timer, and loses the CPU on the way back to ring 3.
/// </summary>
public static class Scheduler
{
    /// <summary>A deadline that does not come.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Nanoseconds that a thread runs at most before others are looked at.</summary>
    public const long Slice = 4_000_000;

    /// <summary>Nanoseconds that it runs at least.</summary>
    private const long ShortestSlice = 1_000_000;

    /// <summary>Nanoseconds in which each thread shall have had its turn, if the turns need not be too short for that.</summary>
    private const long Round = 24_000_000;

    /// <summary>Nanoseconds of virtual runtime that a thread which has slept may be ahead of those that have not.</summary>
    private const long SleeperBonus = 6_000_000;

    /// <summary>Nanoseconds of virtual runtime by which a woken thread must be ahead to take the CPU away.</summary>
    private const long WakeupGranularity = 1_000_000;

    /// <summary>
    /// Nanoseconds that a thread may run before a woken one takes the CPU away: a writer to a pipe is not interrupted by its reader
    /// at each piece, and a person does not notice.
    /// </summary>
    private const long UndisturbedTime = 100_000;

    private static readonly RunQueue s_queue = new();
    private static ScheduledThread? s_current;
    private static ScheduledThread? s_ended;
    private static bool s_needsSwitch;
    private static ulong s_userTicks;

    /// <summary>The least virtual runtime that a thread can have which has always run; never goes back.</summary>
    private static long s_minimum;

    /// <summary>Until when the running thread's time has been counted.</summary>
    private static long s_counted;

    /// <summary>Since when the running thread has had the CPU, or since others were looked at.</summary>
    private static long s_sliceStart;

    /// <summary>Nanoseconds of that turn.</summary>
    private static long s_slice = Slice;

    /// <summary>The running thread.</summary>
    public static ScheduledThread Current => s_current!;

    /// <summary><see cref="ScheduledThread.FileSizeLimit"/> of the running thread; before there is one, nothing is limited.</summary>
    public static ulong FileSizeLimit => s_current?.FileSizeLimit ?? ulong.MaxValue;

    /// <summary>What is to happen later.</summary>
    public static TimerQueue Timers { get; } = new();

    /// <summary>Nanoseconds in which there was nothing to do.</summary>
    public static long IdleTime { get; private set; }

    /// <summary>Timer interrupts that found a program running.</summary>
    public static long UserTicks { get; private set; }

    /// <summary>Timer interrupts that found the kernel working for one.</summary>
    public static long KernelTicks { get; private set; }

    /// <summary>Times that the CPU went from one thread to another.</summary>
    public static long Switches { get; private set; }

    /// <summary>Threads that run or could.</summary>
    public static int RunnableCount => s_queue.Count + (s_current is { State: ScheduledThreadState.Runnable } ? 1 : 0);

    /// <summary>Nanoseconds that a thread has run until now.</summary>
    public static long RuntimeOf(ScheduledThread thread) =>
        thread == s_current && thread.State == ScheduledThreadState.Runnable
            ? thread.Runtime + (SystemClock.Uptime - s_counted)
            : thread.Runtime;

    /// <summary>Sets a timer; its deadline may be earlier than anything else that the machine waits for.</summary>
    public static void SetTimer(KernelTimer timer, long deadline)
    {
        Timers.Set(timer, deadline);
        if (Timers.First == deadline)
        {
            ArmTimer();
        }
    }

    /// <summary>The time of day has been set forward by so many nanoseconds.</summary>
    internal static void MoveTimeOfDay(long step)
    {
        Timers.MoveTimeOfDay(-step);
        ArmTimer();
    }

    /// <summary>Makes the code that calls this a thread, the first one.</summary>
    public static void Begin(ScheduledThread first)
    {
        first.State = ScheduledThreadState.Runnable;
        s_current = first;
        s_counted = SystemClock.Uptime;
        s_sliceStart = s_counted;
    }

    /// <summary>Lets a new thread run; its turn comes.</summary>
    public static void Start(ScheduledThread thread)
    {
        CountTime();
        thread.State = ScheduledThreadState.Runnable;
        thread.VirtualRuntime = long.Max(Current.VirtualRuntime, s_minimum);
        s_queue.Add(thread);
    }

    /// <summary>Called by a new thread when it first runs.</summary>
    public static void Started() => FinishSwitch();

    /// <summary>Ends a thread's wait; a thread that does not wait goes on as it is.</summary>
    public static void Wake(ScheduledThread thread, WaitEnd end)
    {
        if (thread.State is not (ScheduledThreadState.Waiting or ScheduledThreadState.Uninterruptible))
        {
            return;
        }

        thread.State = ScheduledThreadState.Runnable;
        thread.WaitEnd = end;
        thread.VirtualRuntime = long.Max(thread.VirtualRuntime, s_minimum - SleeperBonus);
        s_queue.Add(thread);
        if (Current.State == ScheduledThreadState.Runnable && MayInterrupt(thread, Current))
        {
            InterruptSoon();
        }
    }

    /// <summary>The running thread is to lose the CPU: at once, or when it has had it long enough to be worth the change.</summary>
    private static void InterruptSoon()
    {
        if (SystemClock.Uptime - s_sliceStart >= UndisturbedTime)
        {
            s_needsSwitch = true;
            UserWork.Request();
        }
        else if (s_slice > UndisturbedTime)
        {
            s_slice = UndisturbedTime;
            ArmTimer();
        }
    }

    /// <summary>A thread has got a signal: ends its wait if that is interruptible, and brings it to its work on the way to ring 3.</summary>
    public static void Interrupt(ScheduledThread thread)
    {
        if (thread.State == ScheduledThreadState.Waiting || thread.IsKilled)
        {
            Wake(thread, WaitEnd.Interrupted);
        }

        if (thread == s_current)
        {
            UserWork.Request();
        }
    }

    /// <summary>Lets the running thread wait until it is woken, the time is over or it gets a signal.</summary>
    public static WaitEnd Block(long deadline = Never) =>
        Current.HasSignal ? WaitEnd.Interrupted : Block(ScheduledThreadState.Waiting, deadline);

    /// <summary>The same; a time of day may be set meanwhile.</summary>
    public static WaitEnd Block(in Deadline deadline)
    {
        if (!deadline.IsTimeOfDay)
        {
            return Block(deadline.Time);
        }

        KernelTimer timer = Current.Timer;
        timer.FollowsTimeOfDay = true;
        WaitEnd end = Block(deadline.Time - SystemClock.StartOfBoot);
        timer.FollowsTimeOfDay = false;
        return end;
    }

    /// <summary>Lets the running thread wait until it is woken, or has to end.</summary>
    public static WaitEnd BlockUninterruptible() =>
        Current.IsKilled ? WaitEnd.Interrupted : Block(ScheduledThreadState.Uninterruptible, Never);

    /// <summary>Lets every thread run that has not had more than the running one, <c>sched_yield(2)</c>.</summary>
    public static void Yield()
    {
        CountTime();
        if (s_queue.Count > 0)
        {
            Current.VirtualRuntime = long.Max(Current.VirtualRuntime, s_queue.First.VirtualRuntime);
            Current.InvoluntarySwitches++;
            s_queue.Add(Current);
            Switch();
        }
    }

    /// <summary>The scheduler's part of <see cref="UserEvents.Work"/>.</summary>
    public static void Work()
    {
        MachineEvents events = MachineInterrupts.TakeEvents();
        if (events != MachineEvents.None)
        {
            Handle(events);
            if (s_counted - s_sliceStart >= s_slice)
            {
                StartSlice();
                s_needsSwitch = true;
            }

            ArmTimer();
        }

        if (s_needsSwitch)
        {
            s_needsSwitch = false;
            CountTime();
            if (s_queue.Count > 0
                && (s_queue.First.VirtualRuntime <= Current.VirtualRuntime || Current.Policy == SchedulingPolicy.Idle))
            {
                Current.InvoluntarySwitches++;
                s_queue.Add(Current);
                Switch();
            }
        }
    }

    /// <summary>
    /// In the middle of a call that takes long: lets others run, and timers expire, as on the way to ring 3. What is there to go on
    /// with must still be there afterwards.
    /// </summary>
    public static void GiveWay()
    {
        if (s_needsSwitch || MachineInterrupts.HasEvents)
        {
            Work();
        }
    }

    /// <summary>Ends the running thread.</summary>
    [DoesNotReturn]
    public static void Exit()
    {
        CountTime();
        Current.State = ScheduledThreadState.Dead;
        while (true)
        {
            Switch();
        }
    }

    private static WaitEnd Block(ScheduledThreadState state, long deadline)
    {
        ScheduledThread thread = Current;
        CountTime();
        if (deadline != Never)
        {
            if (deadline <= s_counted)
            {
                return WaitEnd.TimedOut;
            }

            Timers.Set(thread.Timer, deadline);
        }

        thread.State = state;
        thread.VoluntarySwitches++;
        if (MachineInterrupts.HasEvents)
        {
            // Threads that wake each other again and again may not go to ring 3 for a long time.
            Handle(MachineInterrupts.TakeEvents());
        }

        Switch();
        Timers.Cancel(thread.Timer);
        return thread.WaitEnd;
    }

    /// <summary>Goes on with the first of the queue, as soon as there is one.</summary>
    private static void Switch()
    {
        s_needsSwitch = false;
        ScheduledThread previous = Current;
        if (s_queue.Count == 0)
        {
            Idle();
        }

        ScheduledThread next = s_queue.Take();
        StartSlice();
        ArmTimer();
        if (next != previous)
        {
            s_current = next;
            s_ended = previous.State == ScheduledThreadState.Dead ? previous : null;
            Switches++;
            KernelThread.SwitchTo(next.Machine!);
        }

        FinishSwitch();
    }

    /// <summary>What is left to do when another thread has just given up the CPU.</summary>
    private static void FinishSwitch()
    {
        if (s_ended is { } ended)
        {
            s_ended = null;
            ended.Ended();
        }

        if (Current.HasSignal)
        {
            UserWork.Request();
        }
    }

    /// <summary>Nobody can run: halts until a device has something that changes that.</summary>
    private static void Idle()
    {
        while (s_queue.Count == 0)
        {
            SetDeadline(Timers.First);
            MachineInterrupts.WaitForInterrupt();
            long now = SystemClock.Uptime;
            IdleTime += now - s_counted;
            s_counted = now;
            Handle(MachineInterrupts.TakeEvents());
        }
    }

    private static void Handle(MachineEvents events)
    {
        if ((events & MachineEvents.Serial) != 0)
        {
            DeviceEvents.Serial.Wake();
        }

        if ((events & MachineEvents.Log) != 0)
        {
            DeviceEvents.Log.Wake();
        }

        if ((events & MachineEvents.Keyboard) != 0)
        {
            DeviceEvents.Keyboard.Wake();
        }

        if ((events & MachineEvents.Timer) != 0)
        {
            CountTime();
            CountTick();
            Timers.Run(s_counted);
        }
    }

    /// <summary>The running thread is charged with the tick, by whether its program ran or the kernel for it.</summary>
    private static void CountTick()
    {
        ulong userTicks = MachineTimer.UserTicks;
        ScheduledThread thread = Current;
        if (thread.State == ScheduledThreadState.Runnable)
        {
            bool isUser = userTicks != s_userTicks;
            thread.UserTicks += isUser ? 1 : 0;
            thread.KernelTicks += isUser ? 0 : 1;
            UserTicks += isUser ? 1 : 0;
            KernelTicks += isUser ? 0 : 1;
            thread.Tick();
        }

        s_userTicks = userTicks;
    }

    /// <summary>Whether a thread that was woken takes the CPU from the one that runs.</summary>
    private static bool MayInterrupt(ScheduledThread woken, ScheduledThread running) =>
        running.Policy == SchedulingPolicy.Idle
            ? woken.Policy != SchedulingPolicy.Idle
            : woken.VirtualRuntime + WakeupGranularity < running.VirtualRuntime;

    /// <summary>The more threads there are, the shorter are their turns, so that nobody waits long for one.</summary>
    private static void StartSlice()
    {
        s_sliceStart = s_counted;
        s_slice = s_queue.Count < Round / Slice ? Slice : long.Max(Round / (s_queue.Count + 1), ShortestSlice);
    }

    private static void ArmTimer() => SetDeadline(long.Min(s_sliceStart + s_slice, Timers.First));

    /// <summary>A moment before the boot, as a time of day can be, comes at once.</summary>
    private static void SetDeadline(long deadline) =>
        MachineTimer.SetDeadline(deadline == Never ? ulong.MaxValue : (ulong)long.Max(deadline, 0));

    private static void CountTime()
    {
        long now = SystemClock.Uptime;
        ScheduledThread thread = Current;
        long time = now - s_counted;
        s_counted = now;
        if (thread.State == ScheduledThreadState.Runnable)
        {
            thread.Runtime += time;
            thread.VirtualRuntime += thread.Weight == NiceWeights.Normal ? time : time * NiceWeights.Normal / thread.Weight;
            long least = s_queue.Count == 0 ? thread.VirtualRuntime : long.Min(thread.VirtualRuntime, s_queue.First.VirtualRuntime);
            s_minimum = long.Max(s_minimum, least);
        }
    }
}
