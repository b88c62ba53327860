using System;
using System.Globalization;

namespace Lodestar.RuntimeTests;

/// <summary>Dates and times in the invariant culture: arithmetic, formatting and parsing. No time zones.</summary>
public static class DateTests
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;
    private static readonly DateTime s_moment = new(2024, 2, 29, 13, 4, 5, 678, DateTimeKind.Utc);

    [Test]
    public static void Calendar()
    {
        Check.Equal(DayOfWeek.Thursday, s_moment.DayOfWeek);
        Check.Equal(60, s_moment.DayOfYear);
        Check.That(DateTime.IsLeapYear(2000) && !DateTime.IsLeapYear(1900));
        Check.Equal(28, DateTime.DaysInMonth(2023, 2));
        Check.Equal(new DateTime(2025, 2, 28), s_moment.Date.AddYears(1));
        Check.Equal(new DateTime(2024, 3, 1), s_moment.Date.AddDays(1));
        Check.Throws<ArgumentOutOfRangeException>(() => Opaque.Value(new DateTime(2023, 2, Opaque.Value(29))));
    }

    [Test]
    public static void Arithmetic()
    {
        TimeSpan span = new DateTime(2024, 3, 1) - new DateTime(2024, 2, 1);
        Check.Equal(29.0, span.TotalDays);
        Check.Equal(s_moment.AddHours(36), s_moment + TimeSpan.FromHours(36));
        Check.That(s_moment < s_moment.AddTicks(1));
        Check.Equal(1709211845L, new DateTimeOffset(s_moment).ToUnixTimeSeconds());
        Check.Equal(s_moment.Date.AddHours(13), DateTimeOffset.FromUnixTimeSeconds(1709211600).UtcDateTime);
        Check.Equal(DateTime.UnixEpoch, new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    [Test]
    public static void Formatting()
    {
        Check.Equal("02/29/2024 13:04:05", s_moment.ToString(s_invariant));
        Check.Equal("2024-02-29T13:04:05.6780000Z", s_moment.ToString("o", s_invariant));
        Check.Equal("2024-02-29T13:04:05", s_moment.ToString("s", s_invariant));
        Check.Equal("2024-02-29 13:04:05Z", s_moment.ToString("u", s_invariant));
        Check.Equal("Thu, 29 Feb 2024 13:04:05 GMT", s_moment.ToString("R", s_invariant));
        Check.Equal("Thursday, 29 February 2024", s_moment.ToString("D", s_invariant));
        Check.Equal("29.2.24 01:04 PM", s_moment.ToString("d.M.yy hh:mm tt", s_invariant));
        Check.Equal("13:04:05.678", $"{s_moment:HH:mm:ss.fff}");
    }

    [Test]
    public static void Parsing()
    {
        Check.Equal(s_moment, DateTime.Parse("2024-02-29T13:04:05.678Z", s_invariant, DateTimeStyles.RoundtripKind));
        Check.Equal(new DateTime(2024, 2, 29), DateTime.Parse("02/29/2024", s_invariant));
        Check.Equal(new DateTime(2024, 2, 29, 13, 4, 0), DateTime.ParseExact("29.02.2024 13:04", "dd.MM.yyyy HH:mm", s_invariant));
        Check.That(!DateTime.TryParse("2024-02-30", s_invariant, DateTimeStyles.None, out _));
        Check.Throws<FormatException>(() => DateTime.ParseExact("x", "yyyy", s_invariant));
    }

    [Test]
    public static void Offsets()
    {
        DateTimeOffset moment = DateTimeOffset.Parse("2024-02-29T13:04:05+02:00", s_invariant);
        Check.Equal(TimeSpan.FromHours(2), moment.Offset);
        Check.Equal(new DateTime(2024, 2, 29, 11, 4, 5, DateTimeKind.Utc), moment.UtcDateTime);
        Check.Equal("2024-02-29T13:04:05.0000000+02:00", moment.ToString("o", s_invariant));
        Check.Equal(moment, moment.ToOffset(TimeSpan.FromHours(-5)));
    }

    [Test]
    public static void TimeSpans()
    {
        TimeSpan span = new(1, 2, 3, 4, 5);
        Check.Equal("1.02:03:04.0050000", span.ToString());
        Check.Equal("02:03", span.ToString(@"hh\:mm", s_invariant));
        Check.Equal(span, TimeSpan.Parse("1.02:03:04.005", s_invariant));
        Check.Equal("-00:00:01.5000000", TimeSpan.FromSeconds(-1.5).ToString());
        Check.Equal(93784005.0, span.TotalMilliseconds);
        Check.Equal(3, TimeSpan.FromMinutes(90) / TimeSpan.FromMinutes(30));
    }

    [Test]
    public static void DatesAndTimesAlone()
    {
        DateOnly date = new(2024, 12, 31);
        Check.Equal(new DateOnly(2025, 1, 1), date.AddDays(1));
        Check.Equal("2024-12-31", date.ToString("o", s_invariant));
        Check.Equal(date, DateOnly.ParseExact("20241231", "yyyyMMdd", s_invariant));
        TimeOnly time = new(23, 30);
        Check.Equal(new TimeOnly(0, 30), time.AddHours(1));
        Check.Equal("23:30", time.ToString("HH:mm", s_invariant));
    }

    [Test]
    public static void EveryDayOfFourYears()
    {
        DateTime day = new(2023, 1, 1);
        for (int i = 0; i < 1461; i++)
        {
            Check.Equal(day, new DateTime(day.Year, day.Month, day.Day));
            Check.Equal(i, (day - new DateTime(2023, 1, 1)).Days);
            day = day.AddDays(1);
        }
        Check.Equal(new DateTime(2027, 1, 1), day);
    }
}
