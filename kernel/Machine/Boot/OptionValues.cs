using System;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>Reads the values of options, for both halves of the kernel alike.</summary>
public static class OptionValues
{
    /// <summary>Reads <c>debug</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public static bool TryReadLevel(ReadOnlySpan<char> text, out LogLevel level)
    {
        level = LogLevel.Info;
        if (text.SequenceEqual("debug"))
        {
            level = LogLevel.Debug;
        }
        else if (text.SequenceEqual("warning"))
        {
            level = LogLevel.Warning;
        }
        else if (text.SequenceEqual("error"))
        {
            level = LogLevel.Error;
        }

        return level != LogLevel.Info || text.SequenceEqual("info");
    }

    /// <summary>Reads a decimal number from 0 to 999,999,999.</summary>
    public static bool TryReadNumber(ReadOnlySpan<char> text, out uint number)
    {
        const int MostDigits = 9;
        number = 0;
        if (text.IsEmpty || text.Length > MostDigits)
        {
            return false;
        }

        foreach (char digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                number = 0;
                return false;
            }

            number = (number * 10) + (uint)(digit - '0');
        }

        return true;
    }
}
