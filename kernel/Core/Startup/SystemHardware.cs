using System.Collections.Generic;
using System.Globalization;
using Lodestar.Core.Acpi;
using Lodestar.Core.Boot;
using Lodestar.Core.Clocks;
using Lodestar.Core.Pci;
using Lodestar.Core.Time;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>Devices of the machine that programs can see.</summary>
/// <param name="Clock">The clock that runs on a battery; null without one.</param>
/// <param name="Pci">The functions of PCI devices by their addresses.</param>
/// <param name="Sources">What the machine's clock goes by.</param>
internal sealed record SystemHardware(RealTimeClock? Clock, IReadOnlyList<PciFunction> Pci, ClockSources Sources)
{
    /// <summary>Registers of the clock chip that firmware can use for the century: those behind the chip's own.</summary>
    private const byte FirstFreeRegister = 0x0e;
    private const byte LastRegister = 0x7f;

    /// <summary>Looks for them, and takes the time of day.</summary>
    internal static SystemHardware Find(CommandLine commandLine, AcpiTables tables)
    {
        ClockSources sources = ClockSources.Start(tables, commandLine.ClockSource);
        return new SystemHardware(StartClock(tables.Fadt), PciStartup.Find(tables.Mcfg), sources);
    }

    /// <summary>The time of day, from the clock that runs on a battery.</summary>
    private static RealTimeClock? StartClock(Fadt? fadt)
    {
        byte century = fadt is null ? RealTimeClock.UsualCenturyRegister : fadt.CenturyRegister;
        RealTimeClock clock = new(new ClockPorts(), century is >= FirstFreeRegister and <= LastRegister ? century : (byte)0);
        if (fadt?.MayHaveBatteryClock == false || !clock.IsPresent)
        {
            KernelLog.Warning("clock: the machine has none that runs on a battery, so it is 1970");
            return null;
        }

        if (clock.Read() is not { } time || !SystemClock.TryStart(time))
        {
            KernelLog.Warning("clock: the one that runs on a battery shows no time, so it is 1970");
            return clock;
        }

        string doubt = clock.HasKeptTime ? "" : ", which may be wrong: its battery was empty";
        KernelLog.Info($"clock: {time.ToString("u", CultureInfo.InvariantCulture)}{doubt}");
        return clock;
    }
}
