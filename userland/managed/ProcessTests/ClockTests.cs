using System;
using System.Diagnostics;
using System.Threading;
using Lodestar.RuntimeTests;

namespace Lodestar.ProcessTests;

/// <summary>The clocks of a process.</summary>
public static class ClockTests
{
    [Test]
    public static void TheTimeOfDayIsOfThisCentury()
    {
        DateTime now = DateTime.UtcNow;
        Check.That(now.Year is >= 2025 and < 2100);
        Check.Equal(DateTimeKind.Utc, now.Kind);
        Check.That(DateTime.UtcNow >= now);
    }

    [Test]
    public static void ASleepLastsAtLeastAsLongAsAskedFor()
    {
        long start = Stopwatch.GetTimestamp();
        Thread.Sleep(3);
        Check.That(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(3));
    }
}
