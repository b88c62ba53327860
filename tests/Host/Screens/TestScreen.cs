using System;
using System.Linq;
using System.Text;
using Lodestar.Core.Screens;
using Lodestar.Machine.Screens;

namespace Lodestar.Host.Tests.Screens;

/// <summary>A small emulator, and what it shows as text.</summary>
internal sealed class TestScreen(int columns = 10, int rows = 4, int scrollBackLines = 100)
{
    internal ScreenEmulator Emulator { get; } = new(columns, rows, scrollBackLines);

    /// <summary>The rows without the blanks at their ends, joined by "|", without the empty ones at the end.</summary>
    internal string Text => Join(row => Emulator[row]);

    /// <summary>The same of what is to be seen.</summary>
    internal string View => Join(row => Emulator.View(row));

    /// <summary>Column and row, from 0.</summary>
    internal (int Column, int Row) Cursor => (Emulator.CursorColumn, Emulator.CursorRow);

    /// <summary>What the terminal has answered.</summary>
    internal string Replies
    {
        get
        {
            StringBuilder text = new();
            while (Emulator.TryTakeReply(out byte value))
            {
                text.Append((char)value);
            }

            return text.ToString();
        }
    }

    internal ScreenCell this[int column, int row] => Emulator[row][column];

    internal TestScreen Write(string text)
    {
        Emulator.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    internal TestScreen Write(params byte[] bytes)
    {
        Emulator.Write(bytes);
        return this;
    }

    private string Join(RowOf row) =>
        string.Join('|', Enumerable.Range(0, Emulator.Rows).Select(i => TextOf(row(i)))).TrimEnd('|');

    private static string TextOf(ReadOnlySpan<ScreenCell> cells)
    {
        StringBuilder text = new();
        foreach (ScreenCell cell in cells)
        {
            text.Append(cell.Character == 0 ? "" : new Rune(cell.Character).ToString());
        }

        return text.ToString().TrimEnd(' ');
    }

    private delegate ReadOnlySpan<ScreenCell> RowOf(int row);
}
