using System;

namespace Lodestar.Core.Time;

/// <summary>
/// The time as the registers of a clock chip hold it (Motorola MC146818A data sheet, tables 2 and 3): in binary or in decimal digits of
/// four bits, with 24 hours or with 12 and a bit for the afternoon, and with two digits of the year.
/// </summary>
/// <param name="Second">Seconds.</param>
/// <param name="Minute">Minutes.</param>
/// <param name="Hour">Hours.</param>
/// <param name="Day">Of the month.</param>
/// <param name="Month">From 1 on.</param>
/// <param name="Year">Of the century.</param>
/// <param name="Century">The hundreds of the year, which PC firmware keeps in a register that the chip itself does not know; or anything.</param>
/// <param name="Format">How all of them are to be read: <see cref="Binary"/> and <see cref="Hours24"/> of status register B.</param>
public readonly record struct ClockReading(
    byte Second, byte Minute, byte Hour, byte Day, byte Month, byte Year, byte Century, byte Format)
{
    /// <summary>Status register B: numbers are binary, not decimal digits.</summary>
    public const byte Binary = 0x04;

    /// <summary>Status register B: hours go up to 23.</summary>
    public const byte Hours24 = 0x02;

    private const byte Afternoon = 0x80;
    private const int YearsPerCentury = 100;
    private const int HoursOfHalf = 12;

    /// <summary>Centuries that a register must name to be taken for one.</summary>
    private const int FirstCentury = 19;
    private const int LastCentury = 22;

    /// <summary>Years of the century below this one are of the 21st, if nothing says more.</summary>
    private const int FirstYear = 70;

    /// <summary>The time, as UTC; null for registers that hold none.</summary>
    public DateTime? Time
    {
        get
        {
            int year = Decode(Year);
            int century = Decode(Century);
            int hour = DecodeHour();
            if (year is < 0 or >= YearsPerCentury || hour < 0)
            {
                return null;
            }

            bool isCentury = century is >= FirstCentury and <= LastCentury;
            year += YearsPerCentury * (isCentury ? century : year < FirstYear ? FirstCentury + 1 : FirstCentury);
            int month = Decode(Month);
            int day = Decode(Day);
            int minute = Decode(Minute);
            int second = Decode(Second);
            return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                && minute is >= 0 and < 60 && second is >= 0 and < 60
                ? new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc)
                : null;
        }
    }

    private bool IsBinary => (Format & Binary) != 0;

    /// <summary>What the registers are to hold for a time.</summary>
    /// <param name="time">UTC; parts of a second do not count.</param>
    /// <param name="format">As <see cref="Format"/>.</param>
    public static ClockReading Of(DateTime time, byte format)
    {
        bool isBinary = (format & Binary) != 0;
        byte hour = (format & Hours24) != 0
            ? Encode(time.Hour, isBinary)
            : (byte)(Encode(time.Hour % HoursOfHalf == 0 ? HoursOfHalf : time.Hour % HoursOfHalf, isBinary)
                | (time.Hour >= HoursOfHalf ? Afternoon : 0));
        return new ClockReading(
            Encode(time.Second, isBinary), Encode(time.Minute, isBinary), hour, Encode(time.Day, isBinary), Encode(time.Month, isBinary),
            Encode(time.Year % YearsPerCentury, isBinary), Encode(time.Year / YearsPerCentury, isBinary), format);
    }

    private static byte Encode(int value, bool isBinary) => (byte)(isBinary ? value : ((value / 10) << 4) | (value % 10));

    /// <summary>The number in a register; -1 where its digits are none.</summary>
    private int Decode(byte value)
    {
        int low = value & 0xf;
        int high = value >> 4;
        return IsBinary ? value : low > 9 || high > 9 ? -1 : (high * 10) + low;
    }

    /// <summary>0 to 23; -1 for what is no hour.</summary>
    private int DecodeHour()
    {
        if ((Format & Hours24) != 0)
        {
            int hour = Decode(Hour);
            return hour < 2 * HoursOfHalf ? hour : -1;
        }

        // 12, 1 to 11.
        int half = Decode((byte)(Hour & ~Afternoon));
        return half is < 1 or > HoursOfHalf ? -1 : (half % HoursOfHalf) + ((Hour & Afternoon) != 0 ? HoursOfHalf : 0);
    }
}
