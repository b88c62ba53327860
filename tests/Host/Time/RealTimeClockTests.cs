using System;
using System.Globalization;
using System.Linq;
using Lodestar.Core.Time;
using Xunit;

namespace Lodestar.Host.Tests.Time;

/// <summary>The clock on a battery: what its registers mean, and when they may be read.</summary>
public sealed class RealTimeClockTests
{
    private const byte UpdateInProgress = 0x80;
    private const byte StatusA = 0x0a;
    private const byte Century = RealTimeClock.UsualCenturyRegister;

    private readonly FakeClockChip _chip = new();

    [Theory]
    [InlineData("59:58:23 28.02.31 20", 2, "2031-02-28T23:58:59")]
    [InlineData("3b:3a:17 1c.02.1f 14", 6, "2031-02-28T23:58:59")]
    [InlineData("00:00:12 29.02.24 20", 0, "2024-02-29T00:00:00")]
    [InlineData("00:00:92 29.02.24 20", 0, "2024-02-29T12:00:00")]
    [InlineData("00:30:91 01.01.70 19", 0, "1970-01-01T23:30:00")]
    [InlineData("00:1e:8b 01.01.46 13", 4, "1970-01-01T23:30:00")]
    [InlineData("00:00:01 31.12.99 19", 0, "1999-12-31T01:00:00")]
    [InlineData("00:00:00 01.01.00 21", 2, "2100-01-01T00:00:00")]
    [InlineData("00:00:00 01.01.69 00", 2, "2069-01-01T00:00:00")]
    [InlineData("00:00:00 01.01.70 ff", 2, "1970-01-01T00:00:00")]
    [InlineData("00:00:00 01.01.00 99", 2, "2000-01-01T00:00:00")]
    public void RegistersAreATime(string registers, byte format, string expected)
    {
        Set(registers, format);
        Assert.Equal(Time(expected), new RealTimeClock(_chip, Century).Read());
    }

    [Theory]
    [InlineData("60:00:00 01.01.24 20", 2)]
    [InlineData("00:60:00 01.01.24 20", 2)]
    [InlineData("00:00:24 01.01.24 20", 2)]
    [InlineData("00:00:92 01.01.24 20", 2)]
    [InlineData("00:00:13 01.01.24 20", 0)]
    [InlineData("00:00:80 01.01.24 20", 0)]
    [InlineData("00:00:00 30.02.24 20", 2)]
    [InlineData("00:00:00 29.02.23 20", 2)]
    [InlineData("00:00:00 00.01.24 20", 2)]
    [InlineData("00:00:00 01.00.24 20", 2)]
    [InlineData("00:00:00 01.13.24 20", 2)]
    [InlineData("0a:00:00 01.01.24 20", 2)]
    [InlineData("a0:00:00 01.01.24 20", 2)]
    [InlineData("00:00:00 01.01.fa 20", 2)]
    [InlineData("00:00:00 01.01.64 14", 6)]
    public void RegistersThatAreNoTimeAreNone(string registers, byte format)
    {
        Set(registers, format);
        Assert.Null(new RealTimeClock(_chip, Century).Read());
    }

    [Fact]
    public void WithoutACenturyRegisterTheYearDecides()
    {
        Set("00:00:00 01.01.69 19", 2);
        Assert.Equal(2069, new RealTimeClock(_chip, centuryRegister: 0).Read()!.Value.Year);
        Set("00:00:00 01.01.70 20", 2);
        Assert.Equal(1970, new RealTimeClock(_chip, centuryRegister: 0).Read()!.Value.Year);
    }

    [Fact]
    public void AnUpdateIsWaitedFor()
    {
        Set("59:59:23 31.12.99 19", 2);
        _chip[StatusA] |= UpdateInProgress;
        _chip.BeforeRead = register =>
        {
            if (_chip.Reads == 100)
            {
                Set("00:00:00 01.01.00 20", 2);
            }

            Assert.True(register == StatusA || _chip.Reads >= 100, "a register was read while the chip changes it");
        };
        Assert.Equal(Time("2000-01-01T00:00:00"), new RealTimeClock(_chip, Century).Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void AReadingThatASecondPassesInIsTakenAgain(int read)
    {
        Set("59:59:23 31.12.99 19", 2);
        _chip.BeforeRead = _ =>
        {
            if (_chip.Reads == read)
            {
                Set("00:00:00 01.01.00 20", 2);
            }
        };
        Assert.Equal(Time("2000-01-01T00:00:00"), new RealTimeClock(_chip, Century).Read());
    }

    [Fact]
    public void AnAbsentClockCostsNothing()
    {
        foreach (int register in Enumerable.Range(0, 128))
        {
            _chip[register] = 0xff;
        }

        RealTimeClock clock = new(_chip, Century);
        Assert.Null(clock.Read());
        Assert.False(clock.IsPresent);
        Assert.False(clock.TrySet(DateTime.UnixEpoch));
        Assert.InRange(_chip.Reads, 1, 5);
    }

    [Fact]
    public void AClockThatNeverStopsItsUpdateIsGivenUp()
    {
        Set("00:00:00 01.01.24 20", 2);
        _chip[StatusA] |= UpdateInProgress;
        Assert.Null(new RealTimeClock(_chip, Century).Read());
        Assert.InRange(_chip.Reads, 1000, 20_000);
    }

    [Fact]
    public void AClockThatRacesIsGivenUp()
    {
        Set("00:00:00 01.01.24 20", 6);
        _chip.BeforeRead = _ => _chip[0] = (byte)((_chip[0] + 1) % 60);
        Assert.Null(new RealTimeClock(_chip, Century).Read());
    }

    [Fact]
    public void WhatIsSetIsRead()
    {
        foreach (byte format in (byte[])[0, 2, 4, 6])
        {
            _chip[StatusA] = 0x26;
            _chip[0x0b] = format;
            RealTimeClock clock = new(_chip, Century);
            for (int hour = 0; hour < 24; hour++)
            {
                DateTime time = new(2031, 2, 28, hour, 59, 58, DateTimeKind.Utc);
                Assert.True(clock.TrySet(time));
                Assert.Equal(time, clock.Read());
                Assert.Equal(0x26, _chip[StatusA]);
                Assert.Equal(format, _chip[0x0b]);
            }
        }

        Assert.False(new RealTimeClock(_chip, Century).TrySet(new DateTime(1969, 12, 31, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void AnEmptyBatteryShows()
    {
        Assert.True(new RealTimeClock(_chip, Century).HasKeptTime);
        _chip[0x0d] = 0;
        Assert.False(new RealTimeClock(_chip, Century).HasKeptTime);
    }

    private static DateTime Time(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Second, minute, hour, day, month, year and century, each in two hexadecimal digits.</summary>
    private void Set(string registers, byte format)
    {
        byte[] values = [.. registers.Split(':', ' ', '.').Select(static text => Convert.ToByte(text, 16))];
        _chip.Set(values[0], values[1], values[2], values[3], values[4], values[5], values[6], format);
    }
}
