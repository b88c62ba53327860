using System;
using System.Diagnostics;
using System.Threading;

// What Core's threads stand on, by threads of the host: one of them runs at a time, and goes on until it switches to another.
namespace Lodestar.Machine
{
    /// <summary>The host's clock, or one that goes on only as a test says.</summary>
    public static class MachineClock
    {
        private static readonly long s_start = Stopwatch.GetTimestamp();

        /// <summary>The time of a clock that stands still; null for the host's.</summary>
        internal static ulong? Stopped { get; set; }

        public static ulong Nanoseconds =>
            Stopped ?? (ulong)Stopwatch.GetElapsedTime(s_start).Ticks * TimeSpan.NanosecondsPerTick;
    }

    [Flags]
    public enum MachineEvents
    {
        None = 0,
        Timer = 1,
        Serial = 2,
        Log = 4,
        Keyboard = 8,
    }

    /// <summary>
    /// By the host's clock the timer always has come, so that whoever waits looks at the clock again; a stopped clock goes on to the
    /// next deadline.
    /// </summary>
    public static class MachineInterrupts
    {
        public static bool HasEvents => MachineTimer.HasCome;

        public static MachineEvents TakeEvents()
        {
            if (MachineClock.Stopped is not null && !MachineTimer.HasCome)
            {
                return MachineEvents.None;
            }

            MachineTimer.SetDeadline(MachineTimer.Never);
            return MachineEvents.Timer;
        }

        public static void WaitForInterrupt()
        {
            if (MachineClock.Stopped is null)
            {
                Thread.Yield();
                return;
            }

            MachineClock.Stopped = MachineTimer.Deadline != MachineTimer.Never
                ? Math.Max(MachineClock.Nanoseconds, MachineTimer.Deadline)
                : throw new InvalidOperationException("All threads wait, and for nothing that could come.");
        }
    }

    public static class MachineTimer
    {
        internal const ulong Never = ulong.MaxValue;

        public static ulong UserTicks => 0;

        internal static ulong Deadline { get; private set; } = Never;

        internal static bool HasCome => Deadline <= MachineClock.Nanoseconds;

        public static void SetDeadline(ulong nanoseconds) => Deadline = nanoseconds;
    }
}

namespace Lodestar.Machine.UserMode
{
    public static class UserWork
    {
        internal static bool IsRequested { get; set; }

        public static void Request() => IsRequested = true;
    }
}

namespace Lodestar.Machine.Threads
{
    /// <summary>A thread of the host.</summary>
    public sealed class KernelThread
    {
        private readonly SemaphoreSlim _turn = new(0);
        private readonly Action? _body;
        private bool _isStarted;

        /// <summary>The thread that calls this.</summary>
        public KernelThread()
        {
            Current = this;
            _isStarted = true;
        }

        /// <summary>One that does something when it first runs.</summary>
        public KernelThread(Action body) => _body = body;

        [field: ThreadStatic]
        public static KernelThread? Current { get; private set; }

        public static void SwitchTo(KernelThread next)
        {
            KernelThread current = Current!;
            if (next._isStarted)
            {
                next._turn.Release();
            }
            else
            {
                next._isStarted = true;
                new Thread(next.Run) { IsBackground = true }.Start();
            }

            current._turn.Wait();
        }

        public void Free()
        {
        }

        private void Run()
        {
            Current = this;
            _body!();
        }
    }
}
