using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>Modes, and what DECSC saves.</content>
public sealed partial class ScreenEmulator
{
    private ScreenBuffer? _alternate;
    private SavedCursor _saved;
    private bool _wraps;
    private bool _isInserting;
    private bool _isOriginInRegion;
    private bool _isReversed;
    private bool _isCursorVisible;
    private CursorShape _cursorShape;

    /// <summary>Whether the cursor keys send <c>ESC O</c> (DECCKM).</summary>
    public bool ApplicationCursorKeys { get; private set; }

    /// <summary>Whether the keypad sends <c>ESC O</c> (DECPAM).</summary>
    public bool ApplicationKeypad { get; private set; }

    /// <summary>Whether Enter sends a line feed too, and a line feed returns the carriage (LNM).</summary>
    public bool IsNewLineMode { get; private set; }

    /// <summary>Whether a key that is held down repeats (DECARM).</summary>
    public bool RepeatsKeys { get; private set; }

    /// <summary>Whether bytes are UTF-8, and not ISO 8859-1.</summary>
    public bool IsUtf8 => _isUtf8;

    /// <summary>How the cursor looks; hidden while a program wants none.</summary>
    public CursorShape CursorShape => _isCursorVisible ? _cursorShape : CursorShape.Hidden;

    private void ResetModes()
    {
        _wraps = true;
        _isInserting = false;
        _isOriginInRegion = false;
        _isReversed = false;
        _isCursorVisible = true;
        _cursorShape = CursorShape.Underline;
        _top = 0;
        _bottom = Rows;
        ApplicationCursorKeys = false;
        ApplicationKeypad = false;
        IsNewLineMode = false;
        RepeatsKeys = true;
    }

    private void SetModes(bool isOn)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            switch (_parameters[i])
            {
                case 4:
                    _isInserting = isOn;
                    break;
                case 20:
                    IsNewLineMode = isOn;
                    break;
            }
        }
    }

    private void SetPrivateModes(bool isOn)
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            SetPrivateMode(_parameters[i], isOn);
        }
    }

    private void SetPrivateMode(int mode, bool isOn)
    {
        switch (mode)
        {
            case 1:
                ApplicationCursorKeys = isOn;
                break;
            case 5:
                ReverseScreen(isOn);
                break;
            case 6:
                _isOriginInRegion = isOn;
                MoveToAbsolute(0, 0);
                break;
            case 7:
                _wraps = isOn;
                _isWrapPending &= isOn;
                break;
            case 8:
                RepeatsKeys = isOn;
                break;
            case 25:
                _isCursorVisible = isOn;
                break;
            case 47 or 1047:
                ShowAlternate(isOn);
                break;
            case 1048:
                SaveOrRestore(isOn);
                break;
            case 1049 when isOn:
                Save();
                ShowAlternate(true);
                break;
            case 1049:
                ShowAlternate(false);
                Restore();
                break;
        }
    }

    private void ReverseScreen(bool isOn)
    {
        if (_isReversed != isOn)
        {
            _isReversed = isOn;
            _main.Reverse();
            _alternate?.Reverse();
            UpdateStyle();
        }
    }

    /// <summary>Changes between the screen and a second one without a scroll-back, which is blank each time.</summary>
    private void ShowAlternate(bool isOn)
    {
        if (!isOn)
        {
            LeaveAlternate();
        }
        else if (_buffer == _main)
        {
            _alternate ??= new ScreenBuffer(Columns, Rows, _blank);
            _alternate.Fill(_blank);
            _buffer = _alternate;
        }
    }

    private void LeaveAlternate()
    {
        _buffer = _main;
        _buffer.ChangeAll();
    }

    private void SaveOrRestore(bool isSaving)
    {
        if (isSaving)
        {
            Save();
        }
        else
        {
            Restore();
        }
    }

    private void Save() =>
        _saved = new SavedCursor(_column, _row, _style, _firstSet, _secondSet, _isSecondSet);

    private void Restore()
    {
        _style = _saved.Style;
        ChooseSets(_saved.FirstSet, _saved.SecondSet, _saved.IsSecondSet);
        UpdateStyle();
        MoveTo(_saved.Column, _saved.Row);
    }

    private void SetCursorShape()
    {
        // The other two numbers change the colour of a cursor that a program draws; here the hardware, or what stands for it, does.
        const int Shapes = 0xf;
        _cursorShape = (_parameters[0] & Shapes) switch
        {
            1 => CursorShape.Hidden,
            3 => CursorShape.LowerThird,
            4 => CursorShape.LowerHalf,
            5 => CursorShape.TwoThirds,
            6 or 8 => CursorShape.Block,
            _ => CursorShape.Underline,
        };
    }
}
