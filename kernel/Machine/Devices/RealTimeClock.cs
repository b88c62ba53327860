using System;
using Lodestar.Machine.Runtime;

namespace Lodestar.Machine.Devices;

/// <summary>The PC's clock that runs on a battery: a Motorola MC146818 or what is compatible with it.</summary>
internal static class RealTimeClock
{
    private const ushort IndexPort = 0x70;
    private const ushort DataPort = 0x71;

    private const byte Seconds = 0;
    private const byte Minutes = 2;
    private const byte Hours = 4;
    private const byte Day = 7;
    private const byte Month = 8;
    private const byte Year = 9;
    private const byte StatusA = 0x0a;
    private const byte StatusB = 0x0b;

    /// <summary>Where PC firmware keeps the century; the chip itself has none.</summary>
    private const byte Century = 0x32;

    private const byte UpdateInProgress = 0x80;
    private const byte BinaryMode = 0x04;
    private const byte Hours24 = 0x02;
    private const byte Afternoon = 0x80;

    /// <summary>An update takes 2 ms, a read of a port about a microsecond.</summary>
    private const int WaitLimit = 10_000;

    /// <summary>Readings that may disagree because a second passed between them.</summary>
    private const int Attempts = 4;

    /// <summary>Reads the time as UTC; null when there is no clock or it shows nonsense.</summary>
    public static DateTime? Read()
    {
        (int, int, int, int, int, int) last = ReadRegisters();
        for (int i = 0; i < Attempts; i++)
        {
            (int, int, int, int, int, int) next = ReadRegisters();
            if (next == last)
            {
                return Convert(next);
            }

            last = next;
        }

        return null;
    }

    private static DateTime? Convert((int Year, int Month, int Day, int Hour, int Minute, int Second) time)
    {
        bool isSound = time.Year is >= 1 and <= 9999 && time.Month is >= 1 and <= 12
            && time.Day >= 1 && time.Day <= DateTime.DaysInMonth(time.Year, time.Month)
            && time.Hour < 24 && time.Minute < 60 && time.Second < 60;
        return isSound
            ? new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, DateTimeKind.Utc)
            : null;
    }

    private static (int, int, int, int, int, int) ReadRegisters()
    {
        for (int i = 0; i < WaitLimit && (ReadRegister(StatusA) & UpdateInProgress) != 0; i++)
        {
        }

        byte status = ReadRegister(StatusB);
        bool isBinary = (status & BinaryMode) != 0;
        byte rawHour = ReadRegister(Hours);
        int hour = Decode((byte)(rawHour & ~Afternoon), isBinary);
        if ((status & Hours24) == 0)
        {
            // 12, 1 to 11, with a bit for the afternoon.
            hour = (hour % 12) + ((rawHour & Afternoon) != 0 ? 12 : 0);
        }

        int year = Decode(ReadRegister(Year), isBinary);
        int century = Decode(ReadRegister(Century), isBinary);
        year += century is >= 19 and <= 22 ? century * 100 : year < 70 ? 2000 : 1900;
        return (year, Decode(ReadRegister(Month), isBinary), Decode(ReadRegister(Day), isBinary), hour,
            Decode(ReadRegister(Minutes), isBinary), Decode(ReadRegister(Seconds), isBinary));
    }

    private static int Decode(byte value, bool isBinary) => isBinary ? value : ((value >> 4) * 10) + (value & 0xf);

    private static byte ReadRegister(byte register)
    {
        Native.OutByte(IndexPort, register);
        return Native.InByte(DataPort);
    }
}
