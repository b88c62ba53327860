using System;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Interrupts;

/// <content>The change from the old controllers to I/O APICs.</content>
internal static partial class InterruptLines
{
    private const ulong Millisecond = 1_000_000;

    /// <summary>
    /// How long to wait for the interval timer's interrupt, which is due after a tenth of a millisecond. Not long with the old controllers,
    /// because there are machines without such a timer; then longer, because an emulator's host may be busy.
    /// </summary>
    private const ulong OldPatience = 10 * Millisecond;
    private const ulong NewPatience = 3000 * Millisecond;

    /// <summary>The destination that means every CPU.</summary>
    private const uint Broadcast = 0xff;

    /// <summary>
    /// Takes the lines from the old controllers to I/O APICs. If the interval timer's interrupt came before and comes no more, they
    /// go back: the firmware's description of the ways is wrong.
    /// </summary>
    /// <param name="places">The I/O APICs that there should be; those that are not there are left out.</param>
    /// <param name="routes">The way of each of the 16 lines; null for one that cannot be used.</param>
    /// <param name="patience">How long to wait for the timer, in nanoseconds.</param>
    /// <returns>Null, or why the old controllers stay.</returns>
    public static string? TryUseIoApics(
        ReadOnlySpan<IoApicPlace> places, ReadOnlySpan<InterruptRoute?> routes, ulong patience = NewPatience)
    {
        if (!LocalApic.IsUsed || LocalApic.Id >= Broadcast)
        {
            return LocalApic.IsUsed ? "the CPU's number is too large for them" : "there is no local APIC";
        }

        IoApic[] ioApics = new IoApic[places.Length];
        int found = 0;
        foreach (IoApicPlace place in places)
        {
            found += ioApics[found].TryInitialize(place.Address, place.FirstInput) ? 1 : 0;
        }

        for (int line = 0; line < Count; line++)
        {
            if (IsUnmasked(line) && (routes[line] is not { } route || !Array.Exists(ioApics, apic => apic.Has(route.Input))))
            {
                return found == 0 ? "they are not where they should be" : "a line that is in use has no input";
            }
        }

        bool cameBefore = TimerComesThrough(OldPatience);
        s_ioApics = ioApics[..found];
        routes.CopyTo(s_routes);
        Switch(toIoApics: true);
        if (!cameBefore || TimerComesThrough(patience))
        {
            return null;
        }

        Switch(toIoApics: false);
        return "the interval timer's interrupt does not come through them";
    }

    /// <summary>
    /// Changes the way of all lines. What has come meanwhile is served: an edge that neither side has seen would silence its device.
    /// </summary>
    private static void Switch(bool toIoApics)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        InterruptController8259.SetUnmasked(0);
        foreach (ref readonly IoApic ioApic in s_ioApics.AsSpan())
        {
            ioApic.MaskAll();
        }

        LocalApic.LetOldControllersIn(!toIoApics);
        s_usesIoApics = toIoApics;
        for (int line = 0; line < Count; line++)
        {
            if (IsUnmasked(line))
            {
                Unmask(line);
                DeviceInterrupts.ServeLine(line, isFromUser: false);
            }
        }

        Restore(enabled);
    }

    /// <summary>Whether the interval timer interrupts when it is told to.</summary>
    private static bool TimerComesThrough(ulong patience)
    {
        const ulong Interval = Millisecond / 10;
        const int Line = IntervalTimer.InterruptLine;
        bool wasUnmasked = IsUnmasked(Line);
        bool enabled = CpuInstructions.DisableInterrupts();

        // In this order: an I/O APIC forgets an edge that comes to a masked input.
        Unmask(Line);
        IntervalTimer.Arm(Interval);
        ulong count = CountOf(Line);
        ulong start = TimestampClock.Nanoseconds;
        CpuInstructions.EnableInterrupts();
        while (CountOf(Line) == count && TimestampClock.Nanoseconds - start < patience)
        {
            Native.Pause();
        }

        CpuInstructions.DisableInterrupts();
        bool came = CountOf(Line) != count;
        if (!wasUnmasked)
        {
            Mask(Line);
        }

        Restore(enabled);
        return came;
    }

    private static bool TryFind(int line, out IoApic ioApic, out InterruptRoute route)
    {
        route = s_routes[line] ?? default;
        uint input = route.Input;
        int index = s_routes[line] is null ? -1 : Array.FindIndex(s_ioApics, apic => apic.Has(input));
        ioApic = index < 0 ? default : s_ioApics[index];
        return index >= 0;
    }

    private static void Connect(int line)
    {
        if (TryFind(line, out IoApic ioApic, out InterruptRoute route))
        {
            ioApic.Connect(route, (byte)(InterruptController8259.FirstVector + line), (byte)LocalApic.Id);
        }
    }
}
