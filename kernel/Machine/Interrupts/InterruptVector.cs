namespace Lodestar.Machine.Interrupts;

/// <summary>
/// Vectors of interrupts. Those of the old controllers begin at <see cref="Devices.InterruptController8259.FirstVector"/>.
/// </summary>
internal static class InterruptVector
{
    /// <summary>The local APIC's timer: of high priority, which comes with the number.</summary>
    public const uint LocalTimer = 0xf0;

    /// <summary>The local APIC has nothing to say after all. On old CPUs the last four bits are always set.</summary>
    public const uint Spurious = 0xff;
}
