using System;
using System.Diagnostics;
using System.Threading;

// What Core's threads stand on, by threads of the host: one of them runs at a time, and goes on until it switches to another.
namespace Lodestar.Machine
{
    /// <summary>The host's clock.</summary>
    public static class MachineClock
    {
        private static readonly long s_start = Stopwatch.GetTimestamp();

        public static ulong Nanoseconds => (ulong)Stopwatch.GetElapsedTime(s_start).Ticks * TimeSpan.NanosecondsPerTick;

        public static DateTime? ReadRealTime() => DateTime.UtcNow;
    }

    [Flags]
    public enum MachineEvents
    {
        None = 0,
        Timer = 1,
        Serial = 2,
    }

    /// <summary>A timer that always has come: whoever waits looks at the clock again.</summary>
    public static class MachineInterrupts
    {
        public static MachineEvents TakeEvents() => MachineEvents.Timer;

        public static void WaitForInterrupt() => Thread.Yield();
    }

    public static class MachineTimer
    {
        public static ulong UserTicks => 0;

        public static void SetDeadline(ulong nanoseconds)
        {
        }
    }
}

namespace Lodestar.Machine.UserMode
{
    public static class UserWork
    {
        public static void Request()
        {
        }
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
