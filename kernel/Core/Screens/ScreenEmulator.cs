using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>
/// A screen that understands what terminfo's <c>linux</c> entry says: bytes come in, cells come out (<c>console_codes(4)</c>, ECMA-48, the
/// VT102). It knows nothing of hardware. Nothing that is written to it can be wrong: what it does not know, it ignores.
/// </summary>
public sealed partial class ScreenEmulator
{
    private const byte Escape = 0x1b;
    private const byte Delete = 0x7f;

    private Utf8Decoder _decoder;
    private State _state;
    private bool _isUtf8 = true;

    /// <summary>Makes a blank screen.</summary>
    /// <param name="columns">Cells of a row, at least 2.</param>
    /// <param name="rows">Rows, at least 2.</param>
    /// <param name="scrollBackLines">Lines that can be looked at after they have left the screen.</param>
    public ScreenEmulator(int columns, int rows, int scrollBackLines = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        Columns = columns;
        Rows = rows;
        _tabs = new bool[columns];
        _history = new ScrollBackBuffer(scrollBackLines, columns);
        _historyRow = new ScreenCell[columns];
        _main = new ScreenBuffer(columns, rows, default(ScreenStyle).Blank(false));
        _buffer = _main;
        Reset();
    }

    /// <summary>What the next byte belongs to.</summary>
    private enum State
    {
        Text,
        Escape,

        /// <summary>Behind <c>ESC (</c> or <c>ESC )</c>, <c>ESC #</c>, <c>ESC %</c>.</summary>
        FirstSet,
        SecondSet,
        Test,
        Encoding,

        /// <summary>A control sequence; one that has a byte in it that none has is left out.</summary>
        Sequence,
        IgnoredSequence,

        /// <summary>Behind <c>ESC [ [</c>: a function key that was echoed.</summary>
        FunctionKey,

        /// <summary>An operating system command; a palette entry; any other string.</summary>
        Command,
        Palette,
        String,

        /// <summary>In a string, behind an ESC that may end it.</summary>
        StringEscape,
    }

    /// <summary>Cells of a row.</summary>
    public int Columns { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Column of the cursor, 0 to <see cref="Columns"/> - 1.</summary>
    public int CursorColumn => _column;

    /// <summary>Row of the cursor, 0 to <see cref="Rows"/> - 1.</summary>
    public int CursorRow => _row;

    /// <summary>A row as programs have written it, whatever part of the scroll-back is being looked at.</summary>
    /// <param name="row">0 to <see cref="Rows"/> - 1.</param>
    public ReadOnlySpan<ScreenCell> this[int row] => _buffer.Row(row);

    /// <summary>Shows bytes. Whoever looks at the scroll-back sees the screen again.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ScrollToEnd();
        while (!bytes.IsEmpty)
        {
            int plain = IsPlain ? PlainLength(bytes) : 0;
            if (plain > 0)
            {
                PutPlain(bytes[..plain]);
                bytes = bytes[plain..];
            }
            else
            {
                Take(bytes[0]);
                bytes = bytes[1..];
            }
        }
    }

    /// <summary>As if it had just been switched on: all modes, tabs and colours as they were; the scroll-back stays.</summary>
    public void Reset()
    {
        _state = State.Text;
        _decoder.Reset();
        _isUtf8 = true;
        LeaveAlternate();
        ResetModes();
        ResetTabs();
        _standardStyle = StandardStyle;
        _style = _standardStyle;
        _dimColor = StandardDimColor;
        _underlineColor = NoColor;
        ChooseSets(CharacterSet.Text, CharacterSet.Text, isSecond: false);
        UpdateStyle();
        _saved = default;
        Save();
        _buffer.Fill(_blank);
        MoveTo(0, 0);
    }

    /// <summary>Whether the next printable byte of ASCII is a character that replaces the one under the cursor.</summary>
    private bool IsPlain => _state == State.Text && !_decoder.IsPending && !_isInserting && ActiveSet == CharacterSet.Text;

    private static int PlainLength(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOfAnyExceptInRange((byte)' ', (byte)(Delete - 1));
        return length < 0 ? bytes.Length : length;
    }
}
