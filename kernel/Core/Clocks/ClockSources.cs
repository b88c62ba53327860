using System;
using System.Collections.Generic;
using Lodestar.Core.Acpi;
using Lodestar.Core.Tasks;
using Lodestar.Core.Time;
using Lodestar.Machine;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Clocks;

/// <summary>
/// What the machine's clock goes by: the time stamp counter, or the high precision event timer where the CPU does not promise a steady one.
/// The counter's speed is measured by the rulers that the ACPI tables name, and watched where no hypervisor looks after it.
/// </summary>
public sealed class ClockSources : IClockSources
{
    private const string Tsc = "tsc";
    private const string Hpet = "hpet";

    private readonly HpetCounter? _hpet;
    private readonly RulerSet _rulers;
    private readonly ClockWatch _watch;
    private readonly SteadinessJudge _judge = new();
    private bool _isGivenUp;

    private ClockSources(HpetCounter? hpet, RulerSet rulers)
    {
        _hpet = hpet;
        _rulers = rulers;
        _watch = new ClockWatch(this);
        Available = hpet is null ? [Tsc] : [Tsc, Hpet];
    }

    /// <summary>Whether somebody has to look at the clock now and then: at one that begins anew, or that may not be steady.</summary>
    internal bool IsWatched => Current == Hpet || (!MachineClock.IsVirtual && _rulers.Count > 0 && !_isGivenUp);

    /// <inheritdoc/>
    public string Current { get; private set; } = Tsc;

    /// <inheritdoc/>
    public IReadOnlyList<string> Available { get; }

    /// <summary>Finds the rulers, and chooses.</summary>
    /// <param name="tables">Which name them.</param>
    /// <param name="wanted">What the command line asks for; null for what is best.</param>
    public static ClockSources Start(AcpiTables tables, string? wanted)
    {
        HpetCounter? hpet = HpetCounter.Find(tables.Hpet);
        List<IRuler> rulers = [];
        if (hpet is not null)
        {
            rulers.Add(hpet);
        }

        if (PmTimer.Find(tables.Fadt) is { } timer)
        {
            rulers.Add(timer);
        }

        ClockSources sources = new(hpet, new RulerSet(rulers, static () => MachineClock.Timestamp));
        sources._rulers.Begin();
        if (MachineClock.TimestampOrigin == TimestampOrigin.Assumed)
        {
            sources.MeasureNow();
        }

        sources.Choose(wanted);
        return sources;
    }

    /// <inheritdoc/>
    public bool TrySelect(string name)
    {
        if (!TryUse(name))
        {
            return false;
        }

        _watch.Start();
        return true;
    }

    /// <summary>Begins to watch the clock; timers must work.</summary>
    public void Watch()
    {
        // What was measured for 5 ms is compared with what has passed of the boot.
        ulong known = MachineClock.TimestampFrequency;
        if (!IsExact && _rulers.End(known) is { } frequency && !FrequencyChoice.IsNearKnown(frequency, known))
        {
            Correct(frequency);
        }

        _watch.Start();
    }

    /// <summary>Measures the time stamp counter since the boot.</summary>
    internal void Refine()
    {
        if (!IsExact && _rulers.End(MachineClock.TimestampFrequency) is { } frequency)
        {
            Correct(frequency);
        }

        _rulers.Begin();
    }

    /// <summary>Compares the time stamp counter with the rulers since the last look.</summary>
    internal void Look()
    {
        ulong known = MachineClock.TimestampFrequency;
        ulong? measured = _rulers.End(known);
        _rulers.Begin();
        if (Current != Tsc || MachineClock.IsVirtual || !_judge.Add(measured, known))
        {
            return;
        }

        string problem = $"clock: the time stamp counter is not steady, {measured / 1000} kHz instead of {known / 1000}";
        _isGivenUp = !TrySelect(Hpet);
        KernelLog.Warning(_isGivenUp ? $"{problem}, and there is nothing better" : $"{problem}: the HPET takes its place");
    }

    private void Correct(ulong frequency)
    {
        ulong known = MachineClock.TimestampFrequency;
        if (!MachineClock.IsPlausible(frequency))
        {
            return;
        }

        MachineClock.CorrectTimestamps(frequency);
        if (FrequencyChoice.IsNearKnown(frequency, known))
        {
            KernelLog.Debug($"clock: time stamp counter at {frequency / 1000} kHz, as measured");
        }
        else
        {
            KernelLog.Warning($"clock: time stamp counter at {frequency / 1000} kHz, as measured, not at {known / 1000} as was thought");
        }
    }

    /// <summary>Whether the time stamp counter's speed comes from who knows.</summary>
    private static bool IsExact => MachineClock.TimestampOrigin is TimestampOrigin.Crystal or TimestampOrigin.Hypervisor;

    /// <summary>
    /// Whether the CPU promises a steady counter, or is one of Intel's that has it without saying so: Pentium 4 since model 3, Core (Intel SDM
    /// volume 3, 18.17.1).
    /// </summary>
    private static bool IsSteady
    {
        get
        {
            const int Pentium4 = 15;
            const int Core = 6;
            (int family, int model) = MachineProcessor.Model;
            return MachineClock.IsTimestampSteady
                || (MachineProcessor.Vendor == "GenuineIntel" && ((family == Pentium4 && model >= 3) || (family == Core && model >= 14)));
        }
    }

    /// <summary>Nobody has said how fast the counter is, and there is no interval timer: measures for 10 ms, at 5 GHz.</summary>
    private void MeasureNow()
    {
        const ulong Ticks = 50_000_000;
        ulong start = MachineClock.Timestamp;
        ulong known = MachineClock.TimestampFrequency;
        while (_rulers.Count > 0 && MachineClock.Timestamp - start < Ticks)
        {
            MachineClock.Pause();
        }

        if (_rulers.End(known) is { } frequency && MachineClock.IsPlausible(frequency))
        {
            MachineClock.CorrectTimestamps(frequency);
            KernelLog.Info($"clock: time stamp counter at {frequency / 1_000_000} MHz, as measured");
            return;
        }

        KernelLog.Warning("clock: there is nothing to measure the time stamp counter by, and seconds will be wrong");
    }

    private bool TryUse(string name)
    {
        switch (name)
        {
            case Tsc:
                MachineClock.UseTimestamps();
                break;
            case Hpet when _hpet is not null:
                _hpet.Use();
                break;
            default:
                return false;
        }

        Current = name;
        return true;
    }

    private void Choose(string? wanted)
    {
        string best = MachineClock.IsVirtual || IsSteady || _hpet is null ? Tsc : Hpet;
        if (wanted is not null && !TryUse(wanted))
        {
            KernelLog.Warning($"clock: there is no {wanted}");
            wanted = null;
        }

        if (wanted is null)
        {
            TryUse(best);
        }

        KernelLog.Info($"clock: goes by the {(Current == Tsc ? "time stamp counter" : "HPET")}");
    }
}
