using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>Editing of lines: <c>n_tty_receive_char_canon</c> and <c>eraser</c> in Linux.</content>
public sealed partial class LineDiscipline
{
    /// <summary>Whether the characters that ECHOPRT prints are being erased.</summary>
    private bool _isErasing;

    private enum Erasure
    {
        Character,
        Word,
        Line,
    }

    /// <summary>Does what a character means for the line.</summary>
    /// <returns>Whether it means something.</returns>
    private bool Edit(byte value)
    {
        bool isExtended = _settings.Has(TerminalLocal.Extended);
        if (value == _settings[TerminalCharacter.Erase])
        {
            Erase(Erasure.Character);
        }
        else if (value == _settings[TerminalCharacter.Kill])
        {
            Kill();
        }
        else if (isExtended && value == _settings[TerminalCharacter.WordErase])
        {
            Erase(Erasure.Word);
        }
        else if (isExtended && value == _settings[TerminalCharacter.LiteralNext])
        {
            BeginLiteral();
        }
        else if (isExtended && _settings.Has(TerminalLocal.Echo) && value == _settings[TerminalCharacter.Reprint])
        {
            Reprint(value);
        }
        else
        {
            return EndLine(value);
        }

        return true;
    }

    /// <summary>Finishes the line if a character does that.</summary>
    private bool EndLine(byte value)
    {
        if (value == '\n')
        {
            if (_settings.Has(TerminalLocal.Echo | TerminalLocal.EchoLineFeed))
            {
                Screen.EchoRaw(value);
            }
        }
        else if (value == _settings[TerminalCharacter.EndOfFile])
        {
            value = TerminalSettings.Disabled;
        }
        else if (value == _settings[TerminalCharacter.EndOfLine]
            || (_settings.Has(TerminalLocal.Extended) && value == _settings[TerminalCharacter.EndOfLine2]))
        {
            if (_settings.Has(TerminalLocal.Echo))
            {
                if (_input.LineLength == 0)
                {
                    Screen.BeginLine();
                }

                Screen.Echo(value);
            }

            if (value == ErrorMark && _settings.Has(TerminalInput.MarkErrors))
            {
                _input.Add(value);
            }
        }
        else
        {
            return false;
        }

        _input.EndLine(value);
        return true;
    }

    private void BeginLiteral()
    {
        _isLiteral = true;
        if (_settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
            if (_settings.Has(TerminalLocal.EchoControl))
            {
                Screen.EchoRaw((byte)'^');
                Screen.EchoRaw((byte)'\b');
            }
        }
    }

    private void Reprint(byte value)
    {
        FinishErasing();
        Screen.Echo(value);
        Screen.EchoRaw((byte)'\n');
        for (int i = 0; i < _input.LineLength; i++)
        {
            Screen.Echo(_input[i]);
        }
    }

    /// <summary>VKILL: with all of ECHO, ECHOE, ECHOK and ECHOKE each character goes, else the line is only forgotten.</summary>
    private void Kill()
    {
        if (_input.LineLength == 0)
        {
            return;
        }

        const TerminalLocal Each = TerminalLocal.Echo | TerminalLocal.EchoErase | TerminalLocal.EchoKill | TerminalLocal.EchoKillErase;
        if ((_settings.Value.Local & Each) == Each)
        {
            Erase(Erasure.Line);
            return;
        }

        _input.RemoveLast(_input.LineLength);
        if (_settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
            Screen.Echo(_settings[TerminalCharacter.Kill]);
            if (_settings.Has(TerminalLocal.EchoKill))
            {
                Screen.EchoRaw((byte)'\n');
            }
        }
    }

    private void Erase(Erasure erasure)
    {
        if (_input.LineLength == 0)
        {
            return;
        }

        bool isInWord = false;
        do
        {
            int start = StartOfLast();
            byte first = _input[start];
            if (_settings.IsContinuation(first))
            {
                // A line that begins in the middle of a character.
                break;
            }

            bool isPartOfWord = Latin1.IsAlphanumeric(first) || first == '_';
            if (erasure == Erasure.Word && isInWord && !isPartOfWord)
            {
                break;
            }

            isInWord |= isPartOfWord;
            if (_settings.Has(TerminalLocal.Echo))
            {
                EchoErased(erasure, start, first);
            }

            _input.RemoveLast(_input.LineLength - start);
        }
        while (erasure != Erasure.Character && _input.LineLength > 0);

        if (_input.LineLength == 0 && _settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
        }
    }

    /// <summary>Where the line's last character begins.</summary>
    private int StartOfLast()
    {
        int start = _input.LineLength - 1;
        while (start > 0 && _settings.IsContinuation(_input[start]))
        {
            start--;
        }

        return start;
    }

    /// <summary>Shows that a character goes, which is still in the line.</summary>
    private void EchoErased(Erasure erasure, int start, byte first)
    {
        if (_settings.Has(TerminalLocal.EchoPrint))
        {
            PrintErased(start, first);
        }
        else if (erasure == Erasure.Character && !_settings.Has(TerminalLocal.EchoErase))
        {
            Screen.Echo(_settings[TerminalCharacter.Erase]);
        }
        else if (first == '\t')
        {
            EraseTab(start);
        }
        else
        {
            bool isControl = Latin1.IsControl(first);
            bool isShown = _settings.Has(TerminalLocal.EchoControl);
            for (int columns = !isControl ? 1 : isShown ? 2 : 0; columns > 0; columns--)
            {
                Screen.EchoRaw((byte)'\b');
                Screen.EchoRaw((byte)' ');
                Screen.EchoRaw((byte)'\b');
            }
        }
    }

    private void PrintErased(int start, byte first)
    {
        if (!_isErasing)
        {
            Screen.EchoRaw((byte)'\\');
            _isErasing = true;
        }

        Screen.Echo(first);
        for (int i = start + 1; i < _input.LineLength; i++)
        {
            Screen.EchoRaw(_input[i]);
            Screen.MoveBack();
        }
    }

    private void EraseTab(int start)
    {
        uint columns = 0;
        int i = start - 1;
        for (; i >= 0 && _input[i] != '\t'; i--)
        {
            columns += Latin1.IsControl(_input[i]) ? _settings.Has(TerminalLocal.EchoControl) ? 2u : 0
                : _settings.IsContinuation(_input[i]) ? 0u
                : 1;
        }

        Screen.EraseTab(columns, isBehindTab: i >= 0);
    }

    private void FinishErasing()
    {
        if (_isErasing)
        {
            Screen.EchoRaw((byte)'/');
            _isErasing = false;
        }
    }
}
