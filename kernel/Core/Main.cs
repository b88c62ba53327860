using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Acpi;
using Lodestar.Core.Boot;
using Lodestar.Core.Screens;
using Lodestar.Core.Startup;
using Lodestar.Core.Tasks;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime;

namespace Lodestar.Core;

/// <summary>The kernel's boot from the moment that all of C# works, as a table of contents.</summary>
public static class Main
{
    /// <summary>Boots, runs the payload, and ends the system: switches the machine off, starts it anew, or returns to halt.</summary>
    /// <param name="payload">What the image does after its boot; its result is the emulator's status. The kernel has none.</param>
    public static void Run(Func<CommandLine, EmulatorStatus>? payload = null)
    {
        CommandLine commandLine = ReadCommandLine(isTestImage: payload is not null);
        AcpiTables tables = FirmwareTables.Read(commandLine);
        InterruptRouting.Start(commandLine, tables.Madt);
        PowerControl power = new(tables.Fadt, tables.SoftOff, new HardwareRegisters());
        SystemHardware hardware = SystemHardware.Find(commandLine, tables);
        Scheduler.Begin(new BootThread());
        KernelLog.Info("boot: done");
        RebootCommand? end = null;
        EmulatorStatus status = payload?.Invoke(commandLine) ?? RunFirstProgram(commandLine, hardware, out end);
        Finalizers.RunPending();
        ReportHeap();
        SystemEnd.Finish(end, status, power);
        DeviceEvents.Log.Wake();
        SystemScreen.Redraw();
    }

    private static EmulatorStatus RunFirstProgram(CommandLine commandLine, SystemHardware hardware, out RebootCommand? end) =>
        FirstProgram.Run(commandLine, hardware, out end) ? EmulatorStatus.Success : EmulatorStatus.TestsFailed;

    private static CommandLine ReadCommandLine(bool isTestImage)
    {
        CommandLine commandLine = CommandLine.Parse(MachineInformation.CommandLine, isTestImage);
        KernelLog.Debug($"command line: {MachineInformation.CommandLine}");
        foreach (string problem in commandLine.Problems)
        {
            KernelLog.Warning($"command line: {problem}");
        }

        return commandLine;
    }

    private static void ReportHeap()
    {
        HeapReport heap = HeapReport.Take();
        KernelLog.Info(
            $"heap: {heap.AllocatedBytes >> 10} KiB allocated in all, {heap.LiveBytes >> 10} KiB alive after the last of "
            + $"{heap.Collections} collections, {heap.MappedBytes >> 10} KiB mapped, {heap.PeakMappedBytes >> 10} KiB at the most, "
            + $"longest pause {(ulong)heap.LongestPause.TotalMicroseconds} us");
    }
}
