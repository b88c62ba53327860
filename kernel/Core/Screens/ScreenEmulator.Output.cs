using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>Characters, lines and the cursor.</content>
public sealed partial class ScreenEmulator
{
    private readonly ScreenBuffer _main;
    private ScreenBuffer _buffer;
    private int _column;
    private int _row;

    /// <summary>A character stands in the last column, and the next one goes to the next line.</summary>
    private bool _isWrapPending;

    /// <summary>First row of the region that scrolls.</summary>
    private int _top;

    /// <summary>First row behind it.</summary>
    private int _bottom;

    /// <summary>The last character that was put, and how many cells it took: what combining marks go onto.</summary>
    private (int Column, int Row) _last;

    private void PutPlain(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            WrapIfPending();
            int count = Math.Min(text.Length, Columns - _column);
            if (count == Columns - _column && !_wraps)
            {
                // Without wrapping all the rest goes over the last column, where its last character stays.
                count = text.Length;
            }

            int shown = Math.Min(count, Columns - _column);
            _buffer.Split(_row, _column);
            _buffer.Split(_row, _column + shown);
            Span<ScreenCell> cells = _buffer.Change(_row).Slice(_column, shown);
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = _styled.With(text[i]);
            }

            cells[^1] = _styled.With(text[count - 1]);
            _last = (_column + shown - 1, _row);
            Advance(shown);
            text = text[count..];
        }
    }

    private void Put(uint character)
    {
        int width = CharacterWidth.Of(character);
        if (width == 0)
        {
            Compose(character);
            return;
        }

        WrapIfPending();
        if (width > Columns - _column)
        {
            if (_wraps)
            {
                NextLine();
            }
            else
            {
                _column = Columns - width;
            }
        }

        if (_isInserting)
        {
            _buffer.InsertCells(_row, _column, width, _blank);
        }

        _buffer.Fill(_row, _column, width, _styled.With(0));
        _buffer.Change(_row)[_column] = _styled.With(character);
        _last = (_column, _row);
        Advance(width);
    }

    /// <summary>A mark over the last character: the two become one where Unicode has one; other marks are left out.</summary>
    private void Compose(uint mark)
    {
        if (_last.Row < Rows && _last.Column < Columns)
        {
            ScreenCell cell = _buffer.Row(_last.Row)[_last.Column];
            if (Composition.TryCompose(cell.Character, mark, out uint character))
            {
                _buffer.Change(_last.Row)[_last.Column] = cell.With(character);
            }
        }
    }

    private void Advance(int width)
    {
        if (_column + width < Columns)
        {
            _column += width;
        }
        else
        {
            _column = Columns - 1;
            _isWrapPending = _wraps;
        }
    }

    private void WrapIfPending()
    {
        if (_isWrapPending)
        {
            NextLine();
        }
    }

    private void NextLine()
    {
        LineFeed();
        _column = 0;
    }

    /// <summary>Down, and at the end of the region the region goes up.</summary>
    private void LineFeed()
    {
        _isWrapPending = false;
        if (_row + 1 == _bottom)
        {
            ScrollUp(_top, _bottom, 1);
        }
        else if (_row < Rows - 1)
        {
            _row++;
        }
    }

    private void ReverseLineFeed()
    {
        _isWrapPending = false;
        if (_row == _top)
        {
            _buffer.ScrollDown(_top, _bottom, 1, _blank);
        }
        else if (_row > 0)
        {
            _row--;
        }
    }

    private void ScrollUp(int top, int bottom, int count)
    {
        if (top == 0 && bottom == Rows && _buffer == _main)
        {
            for (int i = 0; i < count; i++)
            {
                _history.Add(_buffer.Row(i));
            }
        }

        _buffer.ScrollUp(top, bottom, count, _blank);
    }

    /// <summary>Puts the cursor somewhere on the screen, or as near as possible.</summary>
    private void MoveTo(int column, int row)
    {
        int top = _isOriginInRegion ? _top : 0;
        int bottom = _isOriginInRegion ? _bottom : Rows;
        _column = Math.Clamp(column, 0, Columns - 1);
        _row = Math.Clamp(row, top, bottom - 1);
        _isWrapPending = false;
    }

    /// <summary>Puts the cursor somewhere as programs count, from 0: with DECOM, rows of the region.</summary>
    private void MoveToAbsolute(int column, int row) => MoveTo(column, row + (_isOriginInRegion ? _top : 0));

    private void SetRegion(int first, int last)
    {
        if (first < last && last <= Rows)
        {
            _top = first - 1;
            _bottom = last;
            MoveToAbsolute(0, 0);
        }
    }
}
