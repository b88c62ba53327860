using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Devices;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// The PC's 16 interrupt lines (IRQ 0 to 15). They come through the old controllers until <see cref="TryUseIoApics"/>; line n is vector
/// <see cref="InterruptController8259.FirstVector"/> + n both ways.
/// </summary>
internal static partial class InterruptLines
{
    /// <summary>How many there are.</summary>
    public const int Count = InterruptController8259.Lines;

    private static IoApic[] s_ioApics = [];
    private static Routes s_routes;
    private static Counts s_counts;
    private static ushort s_unmasked;
    private static bool s_usesIoApics;

    [InlineArray(Count)]
    private struct Routes
    {
        private InterruptRoute? _first;
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

        Restore(enabled);
    }

    /// <summary>Lets a line no more through.</summary>
    public static void Mask(int line)
    {
        bool enabled = CpuInstructions.DisableInterrupts();
        s_unmasked &= (ushort)~(1 << line);
        if (!s_usesIoApics)
        {
            InterruptController8259.SetUnmasked(s_unmasked);
        }
        else if (TryFind(line, out IoApic ioApic, out InterruptRoute route))
        {
            ioApic.Disconnect(route.Input);
        }

        Restore(enabled);
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

    /// <summary>The way of a line; null if it has none.</summary>
    public static InterruptRoute? RouteOf(int line) =>
        s_usesIoApics ? s_routes[line] : new InterruptRoute((uint)line, IsActiveLow: false, IsLevelTriggered: false);

    /// <summary>Interrupts of a line since the boot.</summary>
    public static ulong CountOf(int line) => Volatile.Read(in s_counts[line]);

    private static void Restore(bool enabled)
    {
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }
}
