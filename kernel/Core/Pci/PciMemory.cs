using System;
using System.Collections.Generic;
using Lodestar.Core.Acpi;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Pci;

/// <summary>
/// Configuration space in memory (PCI Express base specification, 7.2.2, enhanced configuration access mechanism), where the firmware's table
/// MCFG says. A bus is mapped when somebody first reads there.
/// </summary>
/// <param name="segments">The parts of the table.</param>
public sealed class PciMemory(IReadOnlyList<McfgSegment> segments) : IPciConfiguration
{
    private const int BusShift = 20;
    private const int FunctionShift = 12;

    /// <summary>Null for a bus whose addresses cannot be mapped, because they are RAM.</summary>
    private readonly Dictionary<(ushort Segment, byte Bus), MmioRegion?> _buses = [];

    /// <inheritdoc/>
    public uint Read(PciAddress address, int offset) => Find(address.Segment, address.Bus) is { } bus
        ? bus.Read32(((ulong)address.DeviceFunction << FunctionShift) + (uint)offset)
        : IPciConfiguration.Absent;

    /// <inheritdoc/>
    public bool IsExtended(ushort segment, byte bus) => Find(segment, bus) is not null;

    private MmioRegion? Find(ushort segment, byte bus)
    {
        if (!_buses.TryGetValue((segment, bus), out MmioRegion? region))
        {
            region = Map(segment, bus);
            _buses.Add((segment, bus), region);
        }

        return region;
    }

    private MmioRegion? Map(ushort segment, byte bus)
    {
        foreach (McfgSegment part in segments)
        {
            ulong offset = (ulong)bus << BusShift;
            if (part.Segment == segment && bus >= part.FirstBus && bus <= part.LastBus && part.Address <= ulong.MaxValue - offset)
            {
                return MmioRegion.TryMap(part.Address + offset, 1UL << BusShift);
            }
        }

        return null;
    }
}
