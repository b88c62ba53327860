using System;
using Lodestar.Core.Acpi;
using Lodestar.Core.Boot;
using Lodestar.Machine;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>Takes interrupt lines to I/O APICs, where the firmware's tables say what is connected to what.</summary>
internal static class InterruptRouting
{
    /// <summary>Does it, or says why not: then they come through the old controllers, as they did until now.</summary>
    internal static void Start(CommandLine commandLine, Madt? madt)
    {
        string? problem = commandLine.UsesIoApics ? Route(madt) : "the command line says so";
        KernelLog.Info(problem is null ? "interrupts: through I/O APICs" : $"interrupts: through the old controllers: {problem}");
        if (madt is { ProcessorCount: > 1 })
        {
            KernelLog.Info($"cpu: 1 of {madt.ProcessorCount} is used");
        }
    }

    private static string? Route(Madt? madt)
    {
        if (madt is null || madt.IoApics.Count == 0)
        {
            return "no table names I/O APICs";
        }

        if (madt.IsDamaged)
        {
            KernelLog.Warning("acpi: APIC ends in the middle of an entry");
        }

        Span<InterruptRoute?> routes = new InterruptRoute?[MachineInterruptLines.Count];
        madt.FillRoutes(routes);
        foreach (InterruptOverride entry in madt.Overrides)
        {
            KernelLog.Debug($"acpi: line {entry.Line} is at input {entry.Input}, flags 0x{(ushort)entry.Flags:x}");
        }

        return MachineInterruptLines.TryUseIoApics([.. madt.IoApics], routes);
    }
}
