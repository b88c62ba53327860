using System;

namespace Lodestar.Core.Screens;

/// <content>Control sequences, <c>ESC [</c>.</content>
public sealed partial class ScreenEmulator
{
    private readonly EscapeParameters _parameters = new();

    /// <summary>The character from "&lt;" to "?" in front of the numbers; 0 when there is none.</summary>
    private byte _prefix;
    private bool _isSequenceBegun;

    private void BeginSequence()
    {
        _state = State.Sequence;
        _isSequenceBegun = false;
        _prefix = 0;
        _parameters.Clear();
    }

    private void TakeSequence(byte value)
    {
        bool isFirst = !_isSequenceBegun;
        _isSequenceBegun = true;
        if (value is >= (byte)'@' or >= Delete)
        {
            EndSequence(value, isFirst);
        }
        else if (_state == State.IgnoredSequence)
        {
            return;
        }
        else if (value is >= (byte)'0' and <= (byte)'9')
        {
            _parameters.AddDigit(value);
        }
        else if (value == ';')
        {
            _parameters.Next();
        }
        else if (isFirst && value is >= (byte)'<' and <= (byte)'?')
        {
            _prefix = value;
        }
        else
        {
            // Sub-parameters and intermediate characters: nothing that is known has any.
            _state = State.IgnoredSequence;
        }
    }

    private void EndSequence(byte final, bool isFirst)
    {
        bool isIgnored = _state == State.IgnoredSequence;
        _state = final == '[' && isFirst ? State.FunctionKey : State.Text;
        if (isIgnored)
        {
            return;
        }

        switch (_prefix)
        {
            case 0:
                Execute(final);
                break;
            case (byte)'?':
                ExecutePrivate(final);
                break;
        }
    }

    private void Execute(byte final)
    {
        int first = _parameters.AtLeastOne();
        switch (final)
        {
            case (byte)'A':
                MoveTo(_column, _row - first);
                break;
            case (byte)'B' or (byte)'e':
                MoveTo(_column, _row + first);
                break;
            case (byte)'C' or (byte)'a':
                MoveTo(_column + first, _row);
                break;
            case (byte)'D':
                MoveTo(_column - first, _row);
                break;
            case (byte)'E':
                MoveTo(0, _row + first);
                break;
            case (byte)'F':
                MoveTo(0, _row - first);
                break;
            case (byte)'G' or (byte)'`':
                MoveTo(first - 1, _row);
                break;
            case (byte)'d':
                MoveToAbsolute(_column, first - 1);
                break;
            case (byte)'H' or (byte)'f':
                MoveToAbsolute(_parameters.AtLeastOne(1) - 1, first - 1);
                break;
            case (byte)'r':
                SetRegion(first, _parameters[1] == 0 ? Rows : _parameters[1]);
                break;
            case (byte)'s':
                Save();
                break;
            case (byte)'u':
                Restore();
                break;
            case (byte)'m':
                SetStyle();
                break;
            case (byte)'h' or (byte)'l':
                SetModes(final == 'h');
                break;
            case (byte)'c' when _parameters[0] == 0:
                ReplyIdentity();
                break;
            case (byte)'n':
                ReplyStatus();
                break;
            case (byte)'g':
                ClearTabs();
                break;
            case (byte)']':
                SetConsole();
                break;
            default:
                Edit(final, first);
                break;
        }
    }

    private void ExecutePrivate(byte final)
    {
        switch (final)
        {
            case (byte)'h' or (byte)'l':
                SetPrivateModes(final == 'h');
                break;
            case (byte)'c':
                SetCursorShape();
                break;
        }
    }

    private void ClearTabs()
    {
        switch (_parameters[0])
        {
            case 0:
                _tabs[_column] = false;
                break;
            case 3:
                Array.Clear(_tabs);
                break;
        }
    }
}
