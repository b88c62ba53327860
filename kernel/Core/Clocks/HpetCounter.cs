using Lodestar.Core.Acpi;
using Lodestar.Machine;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Clocks;

/// <summary>
/// The main counter of the high precision event timer (IA-PC HPET specification 1.0a, 2.3). Of its 64 bits the low 32 are read: not
/// every chip gives all of them at once.
/// </summary>
public sealed class HpetCounter : IRuler
{
    /// <summary>Femtoseconds of the longest tick that the specification allows, and of the shortest that there may be.</summary>
    private const uint LongestPeriod = 100_000_000;
    private const uint ShortestPeriod = 1_000_000;

    private const ulong RegistersSize = 1024;
    private const ulong Identity = 0x00;
    private const ulong PeriodRegister = 0x04;
    private const ulong Configuration = 0x10;
    private const ulong Counter = 0xf0;

    /// <summary>Of the configuration: the counter runs; the timers take the place of the interval timer and of the clock.</summary>
    private const uint Enable = 1;
    private const uint LegacyReplacement = 2;
    private const uint RevisionMask = 0xff;

    private const ulong FemtosecondsPerSecond = 1_000_000_000_000_000;

    private readonly MmioRegion _registers;

    private HpetCounter(MmioRegion registers) => _registers = registers;

    /// <inheritdoc/>
    public string Name => "HPET";

    /// <summary>Femtoseconds of a tick.</summary>
    public uint Period => _registers.Read32(PeriodRegister);

    /// <inheritdoc/>
    public ulong Frequency => FemtosecondsPerSecond / Period;

    /// <inheritdoc/>
    public int Bits => 32;

    /// <summary>Finds it and lets it run; null if it is not there, or does not count.</summary>
    public static HpetCounter? Find(Hpet? table)
    {
        if (table is null || MmioRegion.TryMap(table.Address, RegistersSize) is not { } registers)
        {
            return null;
        }

        HpetCounter counter = new(registers);
        if ((registers.Read32(Identity) & RevisionMask) == 0 || counter.Period is < ShortestPeriod or > LongestPeriod)
        {
            return null;
        }

        uint configuration = registers.Read32(Configuration);
        uint wanted = (configuration | Enable) & ~LegacyReplacement;
        if (configuration != wanted)
        {
            registers.Write32(Configuration, wanted);
        }

        return RulerCheck.Counts(counter) ? counter : null;
    }

    /// <inheritdoc/>
    public uint Read() => _registers.Read32(Counter);

    /// <summary>Lets the machine's clock go by it.</summary>
    public void Use() => MachineClock.UseCounter(_registers, Counter, Period);
}
