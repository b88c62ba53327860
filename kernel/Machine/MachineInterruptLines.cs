using System;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Interrupts;

namespace Lodestar.Machine;

/// <summary>How the PC's 16 interrupt lines come to the CPU: the safe half reads in the firmware's tables what there is.</summary>
public static class MachineInterruptLines
{
    /// <summary>How many there are.</summary>
    public const int Count = InterruptLines.Count;

    /// <summary>Whether they come through I/O APICs; else through the old controllers.</summary>
    public static bool UsesIoApics => InterruptLines.UsesIoApics;

    /// <summary>Interrupts of the local APIC's timer since the boot.</summary>
    public static ulong LocalTimerCount => DeviceInterrupts.LocalTimerCount;

    /// <summary>Interrupts since the boot that went away before they could be served.</summary>
    public static ulong SpuriousCount => DeviceInterrupts.SpuriousCount;

    /// <summary>Interrupts of a line since the boot.</summary>
    /// <param name="line">0 to <see cref="Count"/> - 1.</param>
    public static ulong CountOf(int line) => InterruptLines.CountOf(line);

    /// <summary>The way of a line that is in use; null for another one. Old controllers have an input for each line, of its number.</summary>
    /// <param name="line">0 to <see cref="Count"/> - 1.</param>
    public static InterruptRoute? RouteOf(int line) => InterruptLines.IsUnmasked(line) ? InterruptLines.RouteOf(line) : null;

    /// <summary>Takes the lines to I/O APICs, and masks the old controllers.</summary>
    /// <param name="places">The I/O APICs.</param>
    /// <param name="routes">The way of each line, <see cref="Count"/> of them; null for one that cannot be used.</param>
    /// <returns>Null, or why nothing has changed: half a sentence.</returns>
    public static string? TryUseIoApics(ReadOnlySpan<IoApicPlace> places, ReadOnlySpan<InterruptRoute?> routes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(routes.Length, Count);
        return InterruptLines.TryUseIoApics(places, routes);
    }
}
