using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>Control characters, and escape sequences without numbers.</content>
public sealed partial class ScreenEmulator
{
    private const int DefaultTabWidth = 8;

    private readonly bool[] _tabs;
    private CharacterSet _firstSet;
    private CharacterSet _secondSet;
    private bool _isSecondSet;

    private CharacterSet ActiveSet => _isSecondSet ? _secondSet : _firstSet;

    private bool IsInString => _state is State.Command or State.Palette or State.String or State.StringEscape;

    /// <summary>A control character, which counts in the middle of a control sequence too, but not in a string.</summary>
    private void TakeControl(byte value)
    {
        const byte Bell = 7, ShiftOut = 14, ShiftIn = 15, Cancel = 24, Substitute = 26;
        if (value is Cancel or Substitute)
        {
            _state = State.Text;
        }
        else if (value == Escape)
        {
            _state = IsInString ? State.StringEscape : State.Escape;
        }
        else if (IsInString)
        {
            _state = value == Bell ? State.Text : _state;
        }
        else
        {
            switch (value)
            {
                case (byte)'\b':
                    MoveTo(Math.Max(_column - 1, 0), _row);
                    break;
                case (byte)'\t':
                    Tab();
                    break;
                case (byte)'\n' or (byte)'\v' or (byte)'\f':
                    LineFeed();
                    _column = IsNewLineMode ? 0 : _column;
                    break;
                case (byte)'\r':
                    MoveTo(0, _row);
                    break;
                case ShiftOut or ShiftIn:
                    _isSecondSet = value == ShiftOut;
                    break;
            }
        }
    }

    /// <summary>The byte behind an ESC.</summary>
    private void TakeEscape(byte value)
    {
        _state = State.Text;
        switch (value)
        {
            case (byte)'[':
                BeginSequence();
                break;
            case (byte)']':
                _state = State.Command;
                break;
            case (byte)'P' or (byte)'X' or (byte)'^' or (byte)'_':
                _state = State.String;
                break;
            case (byte)'(':
                _state = State.FirstSet;
                break;
            case (byte)')':
                _state = State.SecondSet;
                break;
            case (byte)'#':
                _state = State.Test;
                break;
            case (byte)'%':
                _state = State.Encoding;
                break;
            case (byte)'D':
                LineFeed();
                break;
            case (byte)'E':
                LineFeed();
                MoveTo(0, _row);
                break;
            case (byte)'M':
                ReverseLineFeed();
                break;
            case (byte)'H':
                _tabs[_column] = true;
                break;
            case (byte)'Z':
                ReplyIdentity();
                break;
            case (byte)'7':
                Save();
                break;
            case (byte)'8':
                Restore();
                break;
            case (byte)'=' or (byte)'>':
                ApplicationKeypad = value == '=';
                break;
            case (byte)'c':
                Reset();
                break;
        }
    }

    /// <summary>The last byte of a sequence that has just one more.</summary>
    private void TakeFinal(byte value)
    {
        State state = _state;
        _state = State.Text;
        switch (state)
        {
            case State.FirstSet:
                _firstSet = SetOf(value);
                break;
            case State.SecondSet:
                _secondSet = SetOf(value);
                break;
            case State.Test when value == '8':
                _buffer.Fill(_blank.With('E'));
                break;
            case State.Encoding:
                _isUtf8 = value switch { (byte)'@' => false, (byte)'G' or (byte)'8' => true, _ => _isUtf8 };
                break;
        }
    }

    /// <summary>Of the sets that there are on a PC's console all but the graphics show ASCII as it is.</summary>
    private static CharacterSet SetOf(byte value) => value == '0' ? CharacterSet.Graphics : CharacterSet.Text;

    private void ChooseSets(CharacterSet first, CharacterSet second, bool isSecond)
    {
        _firstSet = first;
        _secondSet = second;
        _isSecondSet = isSecond;
    }

    private void ResetTabs()
    {
        for (int i = 0; i < Columns; i++)
        {
            _tabs[i] = i % DefaultTabWidth == 0 && i != 0;
        }
    }

    private void Tab()
    {
        int column = _column;
        do
        {
            column++;
        }
        while (column < Columns - 1 && !_tabs[column]);
        MoveTo(Math.Min(column, Columns - 1), _row);
    }
}
