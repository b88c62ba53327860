using System;
using Lodestar.Machine;
using Lodestar.Machine.Cpu;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>The way of an event from an interrupt handler to a thread.</summary>
public static unsafe class InterruptEventTests
{
    [Test]
    public static void WaitingEndsAtOnceWhileAnEventIsNotTaken() => Interruptible.Run(static () =>
    {
        MachineTimer.SetDeadline(0);

        // Nothing is armed that could end a halt.
        MachineInterrupts.WaitForInterrupt();
        MachineInterrupts.WaitForInterrupt();
        Check.Equal(MachineEvents.Timer, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
    });

    [Test]
    public static void AnInterruptBetweenLookingAndHaltingIsNotSleptThrough() => Interruptible.Run(static () =>
    {
        for (uint i = 0; i < 2000; i++)
        {
            MachineTimer.SetDeadline(MachineClock.Nanoseconds + (i * 10));
            Interruptible.WaitFor(MachineEvents.Timer);
        }
    });

    [Test]
    public static void AnEventIsTakenOnce() => Interruptible.Run(static () =>
    {
        MachineTimer.SetDeadline(MachineClock.Nanoseconds + 100_000);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.Equal(MachineEvents.None, MachineInterrupts.TakeEvents() & MachineEvents.Timer);
    });

    [Test]
    public static void WaitingLeavesTheInterruptFlagAsItWas() => Interruptible.Run(static () =>
    {
        Wait();
        Check.That(CpuInstructions.DisableInterrupts());
        Wait();
        Check.That(!CpuInstructions.DisableInterrupts());
        MachineTimer.SetDeadline(0);
        MachineInterrupts.WaitForInterrupt();
        Check.That(!CpuInstructions.DisableInterrupts());
        CpuInstructions.EnableInterrupts();

        static void Wait()
        {
            MachineTimer.SetDeadline(MachineClock.Nanoseconds + 100_000);
            MachineInterrupts.WaitForInterrupt();
        }
    });

    [Test]
    public static void AnEventMakesTheCpuLookForWork() => Interruptible.Run(static () =>
    {
        PerCpu.Current->Work = 0;
        MachineTimer.SetDeadline(MachineClock.Nanoseconds + 100_000);
        Interruptible.WaitFor(MachineEvents.Timer);
        Check.NotEqual(0U, PerCpu.Current->Work);
    });
}
