using System;

namespace Lodestar.Core.Time;

/// <summary>The PC's clock that runs on a battery: a Motorola MC146818 or what is compatible with it. It is taken to show UTC.</summary>
/// <param name="chip">Its registers.</param>
/// <param name="centuryRegister">
/// Where firmware keeps the century, from the ACPI table FADT (ACPI specification, 5.2.9, CENTURY); 0 for nowhere.
/// </param>
public sealed class RealTimeClock(IClockChip chip, byte centuryRegister)
{
    /// <summary>Where PC firmware keeps the century when no ACPI table says so.</summary>
    public const byte UsualCenturyRegister = 0x32;

    private const byte Seconds = 0;
    private const byte Minutes = 2;
    private const byte Hours = 4;
    private const byte Day = 7;
    private const byte Month = 8;
    private const byte Year = 9;
    private const byte StatusA = 0x0a;
    private const byte StatusB = 0x0b;
    private const byte StatusD = 0x0d;

    /// <summary>Status register A.</summary>
    private const byte UpdateInProgress = 0x80;
    private const byte DividerMask = 0x70;
    private const byte DividerReset = 0x70;

    /// <summary>Status register B: the clock stands still to be set.</summary>
    private const byte Halt = 0x80;

    /// <summary>Status register D: time and memory have not been without power.</summary>
    private const byte IsValid = 0x80;

    /// <summary>What an empty bus gives; the chip's status cannot be that.</summary>
    private const byte Absent = 0xff;

    /// <summary>An update takes 2 ms, a read of a register a microsecond or more.</summary>
    private const int WaitLimit = 10_000;

    /// <summary>Readings that may disagree because a second passed between them.</summary>
    private const int Attempts = 4;

    /// <summary>The first and the last year that can be set.</summary>
    private const int FirstYear = 1970;
    private const int LastYear = 2299;

    /// <summary>Whether there is a clock.</summary>
    public bool IsPresent => chip.Read(StatusA) != Absent;

    /// <summary>Whether the battery has kept the time, as far as the chip knows.</summary>
    public bool HasKeptTime => (chip.Read(StatusD) & IsValid) != 0;

    /// <summary>Reads the time, in whole seconds; null when there is no clock, or it shows no time.</summary>
    public DateTime? Read()
    {
        if (!TryReadRegisters(out ClockReading last))
        {
            return null;
        }

        for (int i = 0; i < Attempts && TryReadRegisters(out ClockReading next); i++)
        {
            if (next == last)
            {
                return next.Time;
            }

            last = next;
        }

        return null;
    }

    /// <summary>Sets the time; the next second begins half a second later.</summary>
    /// <param name="time">UTC, from 1970 to 2299; parts of a second do not count.</param>
    /// <returns>False without a clock, and for other years.</returns>
    public bool TrySet(DateTime time)
    {
        byte statusA = chip.Read(StatusA);
        byte statusB = chip.Read(StatusB);
        if (statusA == Absent || time.Year is < FirstYear or > LastYear)
        {
            return false;
        }

        ClockReading wanted = ClockReading.Of(time, (byte)(statusB & (ClockReading.Binary | ClockReading.Hours24)));
        chip.Write(StatusB, (byte)(statusB | Halt));
        chip.Write(StatusA, (byte)((statusA & ~(UpdateInProgress | DividerMask)) | DividerReset));
        chip.Write(Seconds, wanted.Second);
        chip.Write(Minutes, wanted.Minute);
        chip.Write(Hours, wanted.Hour);
        chip.Write(Day, wanted.Day);
        chip.Write(Month, wanted.Month);
        chip.Write(Year, wanted.Year);
        if (centuryRegister != 0)
        {
            chip.Write(centuryRegister, wanted.Century);
        }

        chip.Write(StatusB, (byte)(statusB & ~Halt));
        chip.Write(StatusA, (byte)(statusA & ~UpdateInProgress));
        return true;
    }

    /// <summary>Reads them while the chip does not change them; false if it always does, or is not there.</summary>
    private bool TryReadRegisters(out ClockReading reading)
    {
        reading = default;
        byte status = chip.Read(StatusA);
        for (int i = 0; i < WaitLimit && status != Absent && (status & UpdateInProgress) != 0; i++)
        {
            status = chip.Read(StatusA);
        }

        if ((status & UpdateInProgress) != 0)
        {
            return false;
        }

        byte format = (byte)(chip.Read(StatusB) & (ClockReading.Binary | ClockReading.Hours24));
        reading = new ClockReading(
            chip.Read(Seconds), chip.Read(Minutes), chip.Read(Hours), chip.Read(Day), chip.Read(Month), chip.Read(Year),
            centuryRegister == 0 ? (byte)0 : chip.Read(centuryRegister), format);
        return true;
    }
}
