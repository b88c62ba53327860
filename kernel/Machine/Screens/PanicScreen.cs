using System;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Screens;

/// <summary>
/// A panic's lines on the screen, white on dark red, over whatever was there. A wide screen has several columns of lines. Where even
/// they are too few, the last lines take turns at the end, and a line in front of them says how many are missing.
/// </summary>
internal static class PanicScreen
{
    private const int Foreground = 15;
    private const int Background = 1;
    private const uint DarkRed = 0x700000;

    /// <summary>Cells that a column of lines has at least, if there is more than one: a line of a backtrace mostly fits.</summary>
    private const int LeastWidth = 110;

    /// <summary>What a line that is too long goes on with.</summary>
    private const int Indent = 8;

    private const int MostWidth = 256;
    private const int MostTail = 16;

    private static bool s_isBegun;
    private static int s_width;
    private static int s_places;
    private static int s_tailPlaces;
    private static int s_written;
    private static TailText s_tail;
    private static LineText s_line;
    private static int s_length;

    /// <summary>The line that is being put together.</summary>
    [InlineArray(MostWidth)]
    private struct LineText
    {
        private char _first;
    }

    /// <summary>The last lines.</summary>
    [InlineArray(MostTail)]
    private struct TailText
    {
        private LineText _first;
    }

    /// <summary>The first place of the lines that take turns; in front of it is the one that counts what is missing.</summary>
    private static int TailStart => s_places - s_tailPlaces;

    /// <summary>Writes a line of UTF-8 below the last one.</summary>
    public static void WriteLine(ReadOnlySpan<byte> text)
    {
        if (!s_isBegun && !ScreenSurface.IsReachable)
        {
            // The panic may have come before anybody looked.
            ScreenSurface.Find();
        }

        if (!ScreenSurface.IsReachable)
        {
            return;
        }

        Begin();
        Utf8Decoder decoder = default;
        foreach (byte value in text)
        {
            bool isAgain = true;
            while (isAgain && decoder.TryTake(value, out uint character, out isAgain))
            {
                Put(character);
            }
        }

        EndLine();
    }

    private static void Begin()
    {
        if (s_isBegun)
        {
            return;
        }

        s_isBegun = true;
        ScreenPalette palette = ScreenPalette.Standard;
        palette[0] = DarkRed;
        palette[Background] = DarkRed;
        ScreenSurface.Clear(palette, Background);
        int columns = Math.Max(ScreenSurface.Columns / LeastWidth, 1);
        s_width = Math.Min(ScreenSurface.Columns / columns, MostWidth);
        s_places = ScreenSurface.Rows * columns;
        s_tailPlaces = Math.Min(s_places / 4, MostTail);
    }

    private static void Put(uint character)
    {
        // Between two columns of lines one cell stays free.
        if (s_length == s_width - 1)
        {
            EndLine();
            for (int i = 0; i < Indent; i++)
            {
                s_line[s_length++] = ' ';
            }
        }

        s_line[s_length++] = character <= char.MaxValue ? (char)character : (char)Utf8Decoder.Replacement;
    }

    private static void EndLine()
    {
        ((Span<char>)s_line)[s_length..].Clear();
        s_length = 0;
        int place = s_written++;
        if (place >= TailStart)
        {
            s_tail[place % s_tailPlaces] = s_line;
        }

        if (place < s_places)
        {
            Draw(place, s_line);
            return;
        }

        for (int i = 0; i < s_tailPlaces; i++)
        {
            Draw(TailStart + i, s_tail[(s_written + i) % s_tailPlaces]);
        }

        DrawMissing(place - s_places + 2);
    }

    /// <summary>Says how many lines are not there: those that had to go, and the one that stood in the place of this one.</summary>
    private static void DrawMissing(int count)
    {
        LineText line = default;
        int length = 0;
        foreach (char character in "      ... ")
        {
            line[length++] = character;
        }

        int divisor = 1;
        while (count / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            line[length++] = (char)('0' + (count / divisor % 10));
        }

        foreach (char character in " lines do not fit on the screen ...")
        {
            line[length++] = character;
        }

        Draw(TailStart - 1, line);
    }

    private static void Draw(int place, in LineText text)
    {
        int row = place % ScreenSurface.Rows;
        int first = place / ScreenSurface.Rows * s_width;
        for (int i = 0; i < s_width; i++)
        {
            uint character = text[i] == 0 ? ' ' : text[i];
            ScreenSurface.Draw(first + i, row, new ScreenCell(character, Foreground, Background), CursorShape.Hidden);
        }
    }
}
