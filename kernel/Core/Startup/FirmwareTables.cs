using System.Linq;
using Lodestar.Core.Acpi;
using Lodestar.Core.Boot;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;

namespace Lodestar.Core.Startup;

/// <summary>Finds and reads the firmware's tables, and says in the log what there is.</summary>
internal static class FirmwareTables
{
    /// <summary>Reads them; without any, all of the result is null.</summary>
    internal static AcpiTables Read(CommandLine commandLine)
    {
        if (!commandLine.UsesAcpi)
        {
            KernelLog.Info("acpi: not used, as the command line says");
            return AcpiTables.None;
        }

        // A loader's copy that is damaged may be one of a pointer that is not.
        Rsdp? root = Rsdp.TryRead(MachineInformation.AcpiRoot) ?? Rsdp.Search(FirmwareMemory.TryRead);
        if (root is null)
        {
            KernelLog.Info("acpi: the machine has no tables");
            return AcpiTables.None;
        }

        AcpiTables tables = AcpiTables.Read(root.Value, FirmwareMemory.TryRead);
        foreach (string problem in tables.Problems)
        {
            KernelLog.Warning($"acpi: {problem}");
        }

        foreach (AcpiTable table in tables.Tables)
        {
            KernelLog.Debug(
                $"acpi: {table.Signature} at 0x{table.Address:x}, {table.Bytes.Length} bytes, revision {table.Revision}, of {table.OemId}");
        }

        KernelLog.Info($"acpi: {string.Join(' ', tables.Tables.Select(static table => table.Signature))}");
        return tables;
    }
}
