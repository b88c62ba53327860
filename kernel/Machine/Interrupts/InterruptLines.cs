using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// The PC's 16 interrupt lines (IRQ 0 to 15). They come through the old controllers until <see cref="TryUseIoApics"/>; line n is vector
/// <see cref="InterruptController8259.FirstVector"/> + n both ways.
/// </summary>
internal static class InterruptLines
{
    /// <summary>How many there are.</summary>
    public const int Count = InterruptController8259.Lines;

    /// <summary>The destination that means every CPU.</summary>
    private const uint Broadcast = 0xff;

    private static IoApic[] s_ioApics = [];
    private static Routes s_routes;
    private static Counts s_counts;
    private static ushort s_unmasked;
    private static bool s_usesIoApics;

    [InlineArray(Count)]
    private struct Routes
    {
        private InterruptRoute _first;
    }

    [InlineArray(Count)]
    private struct Counts
    {
        private ulong _first;
    }

    /// <summary>Whether the lines come through I/O APICs.</summary>
    public static bool UsesIoApics => s_usesIoApics;

    /// <summary>Lets a line through.</summary>
    public static void Unmask(int line)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        s_unmasked |= (ushort)(1 << line);
        if (s_usesIoApics)
        {
            Connect(line);
        }
        else
        {
            InterruptController8259.SetUnmasked(s_unmasked);
        }

        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>Whether a line is let through.</summary>
    public static bool IsUnmasked(int line) => (s_unmasked >> line & 1) != 0;

    /// <summary>Counts and ends the interrupt of a line that is being served.</summary>
    public static void EndInterrupt(int line)
    {
        s_counts[line]++;
        if (s_usesIoApics)
        {
            LocalApic.EndInterrupt();
        }
        else
        {
            InterruptController8259.EndInterrupt(line);
        }
    }

    /// <summary>The way of a line.</summary>
    public static InterruptRoute RouteOf(int line) =>
        s_usesIoApics ? s_routes[line] : new InterruptRoute((uint)line, IsActiveLow: false, IsLevelTriggered: false);

    /// <summary>Interrupts of a line since the boot.</summary>
    public static ulong CountOf(int line) => Volatile.Read(in s_counts[line]);

    /// <summary>
    /// Takes the lines from the old controllers to I/O APICs. What has come meanwhile is served: an edge that was seen by neither
    /// would silence its device.
    /// </summary>
    /// <param name="places">The I/O APICs that there should be; those that are not there are left out.</param>
    /// <param name="routes">The way of each of the 16 lines; null for one that cannot be used.</param>
    /// <returns>Null, or why the old controllers stay.</returns>
    public static string? TryUseIoApics(ReadOnlySpan<IoApicPlace> places, ReadOnlySpan<InterruptRoute?> routes)
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
            s_routes[line] = routes[line] ?? default;
            if (IsUnmasked(line) && (routes[line] is not { } route || !Array.Exists(ioApics, apic => apic.Has(route.Input))))
            {
                return found == 0 ? "they are not where they should be" : "a line that is in use has no input";
            }
        }

        s_ioApics = ioApics[..found];
        bool enabled = CpuInstructions.DisableInterrupts();
        InterruptController8259.SetUnmasked(0);
        LocalApic.MaskExternalInterrupt();
        foreach (ref readonly IoApic ioApic in s_ioApics.AsSpan())
        {
            ioApic.MaskAll();
        }

        s_usesIoApics = true;
        for (int line = 0; line < Count; line++)
        {
            if (IsUnmasked(line))
            {
                Connect(line);
                DeviceInterrupts.ServeLine(line, isFromUser: false);
            }
        }

        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }

        return null;
    }

    private static void Connect(int line)
    {
        InterruptRoute route = s_routes[line];
        foreach (ref readonly IoApic ioApic in s_ioApics.AsSpan())
        {
            if (ioApic.Has(route.Input))
            {
                ioApic.Connect(route, (byte)(InterruptController8259.FirstVector + line), (byte)LocalApic.Id);
            }
        }
    }
}
