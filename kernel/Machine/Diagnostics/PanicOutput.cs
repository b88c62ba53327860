using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Machine.Diagnostics;

/// <summary>Where a panic's lines go: the log's raw output and the screen.</summary>
internal static class PanicOutput
{
    private const int LongestLine = 240;

    private static bool s_staysOffScreen;

    /// <summary>Whether lines take the screen over; not those about a kernel that goes on.</summary>
    public static bool GoesToScreen
    {
        get => !s_staysOffScreen;
        set => s_staysOffScreen = !value;
    }

    /// <summary>Writes a line.</summary>
    public static void WriteLine(ReadOnlySpan<byte> text)
    {
        KernelLog.WriteRaw(text);
        KernelLog.WriteRaw("\n"u8);
        if (GoesToScreen)
        {
            PanicScreen.WriteLine(text);
        }
    }

    /// <summary>Writes text, each line of it as one.</summary>
    public static void WriteLines(scoped ReadOnlySpan<byte> before, string text)
    {
        Utf8Text line = new(stackalloc byte[LongestLine]);
        line.Append(before);
        ReadOnlySpan<char> rest = text;
        while (true)
        {
            int end = rest.IndexOf('\n');
            line.Append(end < 0 ? rest : rest[..end].TrimEnd('\r'));
            WriteLine(line.Written);
            if (end < 0)
            {
                return;
            }

            rest = rest[(end + 1)..];
            line.Clear();
        }
    }
}
