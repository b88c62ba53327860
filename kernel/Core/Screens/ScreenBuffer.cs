using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>The cells of a screen. Scrolling moves rows without copying them.</summary>
internal sealed class ScreenBuffer
{
    private readonly ScreenCell[][] _rows;
    private readonly bool[] _changed;

    internal ScreenBuffer(int columns, int rows, ScreenCell blank)
    {
        Columns = columns;
        _rows = new ScreenCell[rows][];
        _changed = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            _rows[i] = new ScreenCell[columns];
        }

        Fill(blank);
    }

    internal int Columns { get; }

    internal int Rows => _rows.Length;

    /// <summary>A row, to be looked at.</summary>
    internal ReadOnlySpan<ScreenCell> Row(int row) => _rows[row];

    /// <summary>A row, to be changed.</summary>
    internal Span<ScreenCell> Change(int row)
    {
        _changed[row] = true;
        return _rows[row];
    }

    /// <summary>Whether a row was changed since this was asked last.</summary>
    internal bool TakeChange(int row)
    {
        bool changed = _changed[row];
        _changed[row] = false;
        return changed;
    }

    /// <summary>All rows count as changed.</summary>
    internal void ChangeAll() => _changed.AsSpan().Fill(true);

    /// <summary>Fills all of it.</summary>
    internal void Fill(ScreenCell cell)
    {
        for (int i = 0; i < Rows; i++)
        {
            Change(i).Fill(cell);
        }
    }

    /// <summary>Fills a part of a row, and what is left of wide characters that it cuts in halves.</summary>
    internal void Fill(int row, int start, int count, ScreenCell cell)
    {
        Split(row, start);
        Split(row, start + count);
        Change(row).Slice(start, count).Fill(cell);
    }

    /// <summary>Moves the rows of a range up; what is above its first row is lost.</summary>
    /// <param name="top">First row.</param>
    /// <param name="bottom">First row behind the range.</param>
    /// <param name="count">By how many rows, 0 to the size of the range.</param>
    /// <param name="blank">What comes in.</param>
    internal void ScrollUp(int top, int bottom, int count, ScreenCell blank)
    {
        Rotate(top, bottom, count);
        for (int i = bottom - count; i < bottom; i++)
        {
            _rows[i].AsSpan().Fill(blank);
        }
    }

    /// <summary>Moves the rows of a range down.</summary>
    /// <inheritdoc cref="ScrollUp"/>
    internal void ScrollDown(int top, int bottom, int count, ScreenCell blank)
    {
        Rotate(top, bottom, bottom - top - count);
        for (int i = top; i < top + count; i++)
        {
            _rows[i].AsSpan().Fill(blank);
        }
    }

    /// <summary>Moves the end of a row to the right; what does not fit is lost.</summary>
    internal void InsertCells(int row, int column, int count, ScreenCell blank)
    {
        Split(row, column);
        Split(row, Columns - count);
        Span<ScreenCell> rest = Change(row)[column..];
        rest[..^count].CopyTo(rest[count..]);
        rest[..count].Fill(blank);
    }

    /// <summary>Moves the end of a row to the left, over what is deleted.</summary>
    internal void DeleteCells(int row, int column, int count, ScreenCell blank)
    {
        Split(row, column);
        Split(row, column + count);
        Span<ScreenCell> rest = Change(row)[column..];
        rest[count..].CopyTo(rest);
        rest[^count..].Fill(blank);
    }

    /// <summary>Where a change begins or ends in the middle of a wide character, its halves become blanks.</summary>
    internal void Split(int row, int column)
    {
        if (column > 0 && column < Columns && _rows[row][column].Character == 0)
        {
            Span<ScreenCell> cells = Change(row);
            cells[column - 1] = cells[column - 1].With(' ');
            cells[column] = cells[column].With(' ');
        }
    }

    /// <summary>Exchanges the colours of every cell.</summary>
    internal void Reverse()
    {
        for (int i = 0; i < Rows; i++)
        {
            foreach (ref ScreenCell cell in Change(i))
            {
                cell = cell.Reversed();
            }
        }
    }

    /// <summary>Brings the first <paramref name="count"/> rows of a range behind its others.</summary>
    private void Rotate(int top, int bottom, int count)
    {
        Span<ScreenCell[]> range = _rows.AsSpan(top, bottom - top);
        _changed.AsSpan(top, bottom - top).Fill(true);

        // By turning three pieces round: the first, the others, and then both together.
        range[..count].Reverse();
        range[count..].Reverse();
        range.Reverse();
    }
}
