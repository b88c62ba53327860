using System.Collections.Generic;
using Lodestar.Core.Acpi;
using Lodestar.Core.Pci;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>Finds the PCI devices, and says in the log which they are.</summary>
internal static class PciStartup
{
    /// <summary>Finds them.</summary>
    /// <param name="table">Where the firmware says that configuration space is in memory.</param>
    internal static IReadOnlyList<PciFunction> Find(Mcfg? table)
    {
        PciPorts? ports = PciPorts.Find();
        PciMemory? memory = table is null ? null : new PciMemory(table.Segments);
        if (memory is not null && ports is not null && !PciConfiguration.Agree(ports, memory))
        {
            KernelLog.Warning("pci: the memory that the table MCFG names shows other devices than the ports, and is not used");
            memory = null;
        }

        if (ports is null && memory is null)
        {
            return [];
        }

        PciScan scan = PciScan.Run(new PciConfiguration(ports, memory), RootsOf(ports, memory is null ? null : table));
        foreach (string problem in scan.Problems)
        {
            KernelLog.Warning($"pci: {problem}");
        }

        foreach (PciFunction function in scan.Functions)
        {
            string vendor = PciNames.OfVendor(function.Vendor) is { } name ? $", {name}" : "";
            string device = PciNames.OfDevice(function.Vendor, function.Device) is { } text ? $" {text}" : "";
            KernelLog.Info(
                $"pci: {function.Address.ToString()} {function.Vendor:x4}:{function.Device:x4} {PciClassNames.Of(function.Class)}{vendor}{device}");
        }

        return scan.Functions;
    }

    /// <summary>The lowest bus of each segment group, and bus 0 of the one that the ports reach.</summary>
    private static List<(ushort Segment, byte Bus)> RootsOf(PciPorts? ports, Mcfg? table)
    {
        List<(ushort Segment, byte Bus)> roots = ports is null ? [] : [(0, 0)];
        foreach (McfgSegment part in table?.Segments ?? [])
        {
            int known = roots.FindIndex(root => root.Segment == part.Segment);
            if (known < 0)
            {
                roots.Add((part.Segment, part.FirstBus));
            }
            else if (part.FirstBus < roots[known].Bus)
            {
                roots[known] = (part.Segment, part.FirstBus);
            }
        }

        return roots;
    }
}
