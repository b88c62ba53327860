using System;
using Lodestar.Machine;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.UserMode;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Deadlines come, each once and none before its time. How late one may be is not tested: that is the host's affair.</summary>
public static class InterruptTimerTests
{
    private const ulong Microsecond = 1000;
    private const ulong Millisecond = 1_000_000;
    private const ulong Hour = 3600 * 1000 * Millisecond;

    private static ulong Now => MachineClock.Nanoseconds;

    [Test]
    public static void DeadlinesComeAndNoneTooEarly() => Interruptible.Run(static () =>
    {
        Random random = new(1);
        for (int i = 0; i < 300; i++)
        {
            ulong deadline = Now + (ulong)random.Next(0, 500_000);
            MachineTimer.SetDeadline(deadline);
            Interruptible.WaitFor(MachineEvents.Timer);
            Check.That(Now >= deadline);
        }
    });

    [Test]
    public static void ADeadlineBeyondTheIntervalTimersReachComes() => Interruptible.Run(static () =>
    {
        ulong deadline = Now + (130 * Millisecond);
        MachineTimer.SetDeadline(deadline);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.That(Now >= deadline);
    });

    [Test]
    public static void AnEarlierDeadlineTakesThePlaceOfALaterOne() => Interruptible.Run(static () =>
    {
        MachineTimer.SetDeadline(Now + Hour);
        MachineTimer.SetDeadline(Now + Millisecond);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.Equal(ulong.MaxValue, MachineTimer.Deadline);
    });

    [Test]
    public static void ALaterDeadlineTakesThePlaceOfAnEarlierOne() => Interruptible.Run(static () =>
    {
        // Far enough away that none passes before the next is set, however seldom the host lets the machine run.
        ulong deadline = Now + (120 * Millisecond);
        MachineTimer.SetDeadline(Now + (100 * Millisecond));
        MachineTimer.SetDeadline(deadline);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.That(Now >= deadline);
    });

    [Test]
    public static void ADeadlineThatIsTakenBackDoesNotCome() => Interruptible.Run(static () =>
    {
        ulong ticks = MachineTimer.KernelTicks;
        // Far enough away that it does not pass before it is taken back.
        MachineTimer.SetDeadline(Now + (100 * Millisecond));
        MachineTimer.SetDeadline(ulong.MaxValue);
        while (MachineTimer.KernelTicks == ticks)
        {
            // The hardware still interrupts.
        }

        Check.Equal(MachineEvents.None, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
    });

    [Test]
    public static void ADeadlineOfThePastComesAtOnce() => Interruptible.Run(static () =>
    {
        foreach (ulong deadline in (ReadOnlySpan<ulong>)[0, 1, Now])
        {
            MachineTimer.SetDeadline(deadline);
            Check.Equal(MachineEvents.Timer, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
            Check.Equal(ulong.MaxValue, MachineTimer.Deadline);
        }
    });

    [Test]
    public static void ADeadlineInTheFarFutureIsKept() => Interruptible.Run(static () =>
    {
        foreach (ulong deadline in (ReadOnlySpan<ulong>)[Now + (100_000 * Hour), ulong.MaxValue / 2, ulong.MaxValue - 1])
        {
            MachineTimer.SetDeadline(deadline);
            Check.Equal(deadline, MachineTimer.Deadline);
            Check.Equal(MachineEvents.None, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
        }
    });

    [Test]
    public static void TheRuntimesWaitLeavesTheDeadlineOfOthers() => Interruptible.Run(static () =>
    {
        ulong deadline = Now + Hour;
        MachineTimer.SetDeadline(deadline);
        ulong end = Now + Millisecond;
        RuntimePlatform.Wait(Millisecond);
        Check.That(Now >= end);
        Check.Equal(deadline, MachineTimer.Deadline);

        MachineInterrupts.TakeEvents();
        MachineTimer.SetDeadline(Now + Millisecond);
        RuntimePlatform.Wait(3 * Millisecond);
        Check.Equal(MachineEvents.Timer, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
    });

    [Test]
    public static void ATickInTheKernelCountsThere() => Interruptible.Run(static () =>
    {
        ulong user = MachineTimer.UserTicks;
        ulong kernel = MachineTimer.KernelTicks;
        MachineTimer.SetDeadline(Now + Millisecond);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.That(MachineTimer.KernelTicks > kernel);
        Check.Equal(user, MachineTimer.UserTicks);
    });

    [Test]
    public static void ATickInRing3CountsThere() => Interruptible.Run(static () =>
    {
        ulong before = MachineTimer.UserTicks;
        RecordedProgram.Run(
            [
                0xb8, 0x27, 0x00, 0x00, 0x00,        // again: mov eax, 39
                0x0f, 0x05,                          // syscall
                0xb9, 0xa0, 0x86, 0x01, 0x00,        // mov ecx, 100000
                0xff, 0xc9,                          // work: dec ecx
                0x75, 0xfc,                          // jnz work
                0xeb, 0xee,                          // jmp again
            ],
            onCall: (_, _) =>
            {
                if (MachineTimer.UserTicks != before)
                {
                    ProgramRunner.Leave();
                }

                MachineTimer.SetDeadline(Now + (50 * Microsecond));
                return 0;
            });
        Check.That(MachineTimer.UserTicks > before);
    });

    [Test(Slow = true)]
    public static void KernelCodeCanBeInterruptedAnywhere() => Interruptible.Run(static () =>
    {
        Random random = new(2);
        int interrupted = 0;
        while (interrupted < 100)
        {
            MachineTimer.SetDeadline(Now + (ulong)random.Next(1000, 200_000));
            Check.Equal(null, KernelNoise.Make());
            interrupted += (MachineInterrupts.TakeEvents() & MachineEvents.Timer) != 0 ? 1 : 0;
        }
    });
}
