using System.Threading;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine;

/// <summary>
/// An alarm clock: one deadline, at which <see cref="MachineEvents.Timer"/> is noted. It ticks only when it is asked to.
/// </summary>
public static class MachineTimer
{
    private const ulong Never = ulong.MaxValue;

    private static Hardware s_hardware;

    /// <summary>The moment that is waited for, on <see cref="MachineClock"/>.</summary>
    private static ulong s_deadline = Never;

    /// <summary>When the hardware will interrupt: not later than the deadline, but maybe earlier.</summary>
    private static ulong s_armed = Never;
    private static ulong s_userTicks;
    private static ulong s_kernelTicks;

    private enum Hardware
    {
        IntervalTimer,
        CountDown,
        TscDeadline,
    }

    /// <summary>The timer's name.</summary>
    public static string Name => s_hardware switch
    {
        Hardware.TscDeadline => "local APIC with deadlines of the time stamp counter",
        Hardware.CountDown => "local APIC",
        _ => "interval timer",
    };

    /// <summary>Interrupts of the timer since the boot that came while ring 3 ran.</summary>
    public static ulong UserTicks => Volatile.Read(ref s_userTicks);

    /// <summary>Interrupts of the timer since the boot that came while the kernel ran or the CPU was halted.</summary>
    public static ulong KernelTicks => Volatile.Read(ref s_kernelTicks);

    /// <summary>The deadline that has not come yet; <see cref="ulong.MaxValue"/> without one.</summary>
    internal static ulong Deadline => Volatile.Read(ref s_deadline);

    /// <summary>
    /// Sets the deadline, in the place of the one before. It comes once: then there is none, until the next is set.
    /// </summary>
    /// <param name="nanoseconds">A moment of <see cref="MachineClock.Nanoseconds"/>; one that has passed comes at once.
    /// <see cref="ulong.MaxValue"/>: none.</param>
    public static void SetDeadline(ulong nanoseconds)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        s_deadline = nanoseconds;

        // Hardware that interrupts earlier is left alone, because arming it is dear: it is armed anew when it does.
        if (nanoseconds < s_armed)
        {
            Arm();
        }

        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>
    /// Chooses the hardware, and lets a counter of unknown speed run: <see cref="Start"/> looks how far it came.
    /// Needs the final address space.
    /// </summary>
    internal static void Prepare()
    {
        if (BootOptions.IgnoreLocalApic || !LocalApic.TryInitialize())
        {
            return;
        }

        if (CpuFeatures.Has(CpuFeature.TscDeadline))
        {
            LocalApicTimer.UseTimestamps();
            s_hardware = Hardware.TscDeadline;
        }
        else
        {
            LocalApicTimer.BeginCalibration();
            s_hardware = Hardware.CountDown;
        }
    }

    /// <summary>Makes deadlines work.</summary>
    internal static void Start()
    {
        if (s_hardware == Hardware.CountDown && !LocalApicTimer.TryEndCalibration())
        {
            s_hardware = Hardware.IntervalTimer;
        }

        if (s_hardware == Hardware.IntervalTimer)
        {
            InterruptLines.Unmask(IntervalTimer.InterruptLine);
        }
    }

    /// <summary>The hardware's interrupt; interrupts are disabled.</summary>
    internal static void Interrupt(bool isFromUser)
    {
        if (isFromUser)
        {
            s_userTicks++;
        }
        else
        {
            s_kernelTicks++;
        }

        s_armed = Never;
        if (s_deadline != Never)
        {
            Arm();
        }
    }

    private static void Arm()
    {
        ulong now = MachineClock.Nanoseconds;
        if (s_deadline <= now)
        {
            s_deadline = Never;
            MachineInterrupts.Note(MachineEvents.Timer);
            return;
        }

        ulong interval = s_deadline - now;
        switch (s_hardware)
        {
            case Hardware.TscDeadline:
                interval = LocalApicTimer.ArmTimestamp(interval);
                break;
            case Hardware.CountDown:
                interval = LocalApicTimer.ArmCounter(interval);
                break;
            default:
                interval = IntervalTimer.Arm(interval);
                break;
        }

        s_armed = now + interval;
    }
}
