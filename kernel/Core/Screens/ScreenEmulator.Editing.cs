using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>What erases, inserts and deletes. All of it leaves blanks in the background colour.</content>
public sealed partial class ScreenEmulator
{
    /// <summary>Executes a sequence that changes cells.</summary>
    /// <param name="final">Its last byte.</param>
    /// <param name="count">Its number, at least 1.</param>
    private void Edit(byte final, int count)
    {
        switch (final)
        {
            case (byte)'J':
                EraseScreen();
                break;
            case (byte)'K':
                EraseLine();
                break;
            case (byte)'X':
                Erase(_row, _column, Math.Min(count, Columns - _column));
                break;
            case (byte)'@':
                _buffer.InsertCells(_row, _column, Math.Min(count, Columns - _column), _blank);
                break;
            case (byte)'P':
                _buffer.DeleteCells(_row, _column, Math.Min(count, Columns - _column), _blank);
                break;
            case (byte)'L' when _row < _bottom:
                _buffer.ScrollDown(_row, _bottom, Math.Min(count, _bottom - _row), _blank);
                break;
            case (byte)'M' when _row < _bottom:
                _buffer.ScrollUp(_row, _bottom, Math.Min(count, _bottom - _row), _blank);
                break;
            case (byte)'S':
                ScrollUp(_top, _bottom, Math.Min(count, _bottom - _top));
                break;
            case (byte)'T':
                _buffer.ScrollDown(_top, _bottom, Math.Min(count, _bottom - _top), _blank);
                break;
            default:
                return;
        }

        _isWrapPending = false;
    }

    private void EraseScreen()
    {
        switch (_parameters[0])
        {
            case 0:
                Erase(_row, _column, Columns - _column);
                EraseRows(_row + 1, Rows);
                break;
            case 1:
                EraseRows(0, _row);
                Erase(_row, 0, _column + 1);
                break;
            case 2:
                EraseRows(0, Rows);
                break;
            case 3:
                EraseRows(0, Rows);
                _history.Clear();
                break;
        }
    }

    private void EraseLine()
    {
        switch (_parameters[0])
        {
            case 0:
                Erase(_row, _column, Columns - _column);
                break;
            case 1:
                Erase(_row, 0, _column + 1);
                break;
            case 2:
                Erase(_row, 0, Columns);
                break;
        }
    }

    private void EraseRows(int start, int end)
    {
        for (int row = start; row < end; row++)
        {
            Erase(row, 0, Columns);
        }
    }

    private void Erase(int row, int column, int count) => _buffer.Fill(row, column, count, _blank);
}
