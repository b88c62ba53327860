using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>What is to be seen: the screen, or a part of the scroll-back.</content>
public sealed partial class ScreenEmulator
{
    private readonly ScrollBackBuffer _history;
    private readonly ScreenCell[] _historyRow;
    private bool _isPaletteChanged;

    /// <summary>Lines between the last row that is looked at and the last one of the screen.</summary>
    private int _back;

    /// <summary>Lines of the scroll-back.</summary>
    public int ScrollBackLines => _history.Count;

    /// <summary>Lines by which the view lies above the screen; 0 when the screen is seen.</summary>
    public int ScrollBackPosition => _back;

    /// <summary>Bytes of memory that the scroll-back takes.</summary>
    public int ScrollBackSize => _history.Size;

    /// <summary>The colours.</summary>
    public ScreenPalette Palette => _palette;

    /// <summary>Looks further back, or with a negative number of lines further to the end. The next output returns to the end.</summary>
    public void ScrollBack(int lines)
    {
        int back = (int)Math.Clamp((long)_back + lines, 0, _buffer == _main ? _history.Count : 0);
        if (back != _back)
        {
            _back = back;
            _buffer.ChangeAll();
        }
    }

    /// <summary>A row of what is to be seen. Good until the next call.</summary>
    internal ReadOnlySpan<ScreenCell> View(int row)
    {
        if (row >= _back)
        {
            return _buffer.Row(row - _back);
        }

        _history.Read(_back - row, _historyRow);
        return _historyRow;
    }

    /// <summary>Whether a row of what is to be seen was changed since this was asked last.</summary>
    internal bool TakeChange(int row) => _buffer.TakeChange(row);

    /// <summary>Whether the palette was changed since this was asked last.</summary>
    internal bool TakePaletteChange()
    {
        bool changed = _isPaletteChanged;
        _isPaletteChanged = false;
        return changed;
    }

    /// <summary>Another screen was visible: all of it has to be shown anew.</summary>
    internal void ChangeAll()
    {
        _isPaletteChanged = true;
        _buffer.ChangeAll();
    }

    private void ScrollToEnd()
    {
        if (_back != 0)
        {
            _back = 0;
            _buffer.ChangeAll();
        }
    }
}
