using System.Globalization;

namespace Lodestar.Bench;

/// <summary>A line <c>SYSCALL name value ticks value ns</c> of <c>userland/bench/syscalls.asm</c>.</summary>
/// <param name="Operation">What was called.</param>
/// <param name="Ticks">Ticks of the time stamp counter for one of it: with <c>-icount</c>, guest instructions.</param>
/// <param name="Nanoseconds">Nanoseconds of CLOCK_MONOTONIC.</param>
public sealed record SyscallLine(string Operation, double Ticks, double Nanoseconds)
{
    /// <summary>Reads a line of a console; null if it is another one.</summary>
    public static SyscallLine? TryParse(string line)
    {
        string[] words = line.Split(' ');
        return words is ["SYSCALL", string operation, string ticks, "ticks", string nanoseconds, "ns"]
            && TryNumber(ticks, out double tickCount) && TryNumber(nanoseconds, out double nanosecondCount)
            ? new SyscallLine(operation, tickCount, nanosecondCount)
            : null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
