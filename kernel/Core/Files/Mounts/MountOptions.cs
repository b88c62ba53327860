using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Lodestar.Core.Files.Mounts;

/// <summary>The last argument of <c>mount(2)</c>: names with or without a value, with commas between them.</summary>
public sealed class MountOptions
{
    private const int KiloShift = 10;

    private readonly List<(string Name, string? Value)> _all = [];

    /// <summary>Takes the text apart.</summary>
    public MountOptions(ReadOnlySpan<byte> text)
    {
        foreach (string option in Encoding.Latin1.GetString(text).Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            _all.Add(equals < 0 ? (option, null) : (option[..equals], option[(equals + 1)..]));
        }
    }

    /// <summary>In their order.</summary>
    public IReadOnlyList<(string Name, string? Value)> All => _all;

    /// <summary>Reads a number of bytes or of anything: digits, and perhaps k, m, g or t (memparse in Linux).</summary>
    /// <param name="text">The value.</param>
    /// <param name="number">The number, 0 or more.</param>
    public static bool TryReadAmount(string? text, out long number)
    {
        number = 0;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        int power = "kmgt".IndexOf(char.ToLowerInvariant(text[^1]), StringComparison.Ordinal) + 1;
        if (!long.TryParse(power > 0 ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        long factor = 1L << (power * KiloShift);
        bool fits = number <= long.MaxValue / factor;
        number = fits ? number * factor : 0;
        return fits;
    }

    /// <summary>Reads an id.</summary>
    public static bool TryReadId(string? text, out uint id) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);

    /// <summary>Reads an octal number of up to four digits, permissions.</summary>
    public static bool TryReadOctal(string? text, out uint number)
    {
        const int Most = 5;
        number = 0;
        foreach (char digit in text ?? "")
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }

            number = (number << 3) | (uint)(digit - '0');
        }

        return !string.IsNullOrEmpty(text) && text.Length <= Most;
    }
}
