using System;
using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>A time as <c>rtc(4)</c> has it, struct rtc_time of <c>linux/rtc.h</c>: 36 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ClockTime
{
    private const int FirstYear = 1900;

    public int Second;
    public int Minute;
    public int Hour;

    /// <summary>1 to 31.</summary>
    public int Day;

    /// <summary>0 to 11.</summary>
    public int Month;

    /// <summary>Since 1900.</summary>
    public int Year;

    /// <summary>0 for Sunday; the kernel takes anything.</summary>
    public int DayOfWeek;

    /// <summary>0 for the first of January; the kernel takes anything.</summary>
    public int DayOfYear;

    /// <summary>Daylight saving time, which a clock knows nothing of.</summary>
    public int DaylightSaving;

    /// <summary>The time as UTC; null for what is none (rtc_valid_tm in Linux, which wants at least the year 1970).</summary>
    public readonly DateTime? Time
    {
        get
        {
            const int EarliestYear = 1970;
            int year = Year is >= EarliestYear - FirstYear and <= 9999 - FirstYear ? Year + FirstYear : 0;
            return year != 0 && Month is >= 0 and < 12 && Day >= 1 && Day <= DateTime.DaysInMonth(year, Month + 1)
                && Hour is >= 0 and < 24 && Minute is >= 0 and < 60 && Second is >= 0 and < 60
                ? new DateTime(year, Month + 1, Day, Hour, Minute, Second, DateTimeKind.Utc)
                : null;
        }
    }

    /// <summary>A time as this structure.</summary>
    public static ClockTime Of(DateTime time) => new()
    {
        Second = time.Second,
        Minute = time.Minute,
        Hour = time.Hour,
        Day = time.Day,
        Month = time.Month - 1,
        Year = time.Year - FirstYear,
        DayOfWeek = (int)time.DayOfWeek,
        DayOfYear = time.DayOfYear - 1,
    };
}
