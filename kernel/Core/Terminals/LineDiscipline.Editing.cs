using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>Editing of lines: <c>n_tty_receive_char_canon</c> in Linux.</content>
internal sealed partial class LineDiscipline
{
    /// <summary>Does what a character means for the line.</summary>
    /// <returns>Whether it means something.</returns>
    private bool Edit(byte value)
    {
        bool isExtended = settings.Has(TerminalLocal.Extended);
        if (value == settings[TerminalCharacter.Erase])
        {
            Erase(Erasure.Character);
        }
        else if (value == settings[TerminalCharacter.Kill])
        {
            Kill();
        }
        else if (isExtended && value == settings[TerminalCharacter.WordErase])
        {
            Erase(Erasure.Word);
        }
        else if (isExtended && value == settings[TerminalCharacter.LiteralNext])
        {
            BeginLiteral();
        }
        else if (isExtended && settings.Has(TerminalLocal.Echo) && value == settings[TerminalCharacter.Reprint])
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
            if (settings.Has(TerminalLocal.Echo | TerminalLocal.EchoLineFeed))
            {
                Screen.EchoRaw(value);
            }
        }
        else if (value == settings[TerminalCharacter.EndOfFile])
        {
            value = TerminalSettings.Disabled;
        }
        else if (value == settings[TerminalCharacter.EndOfLine]
            || (settings.Has(TerminalLocal.Extended) && value == settings[TerminalCharacter.EndOfLine2]))
        {
            if (settings.Has(TerminalLocal.Echo))
            {
                if (_input.LineLength == 0)
                {
                    Screen.BeginLine();
                }

                Screen.Echo(value);
            }

            if (value == ErrorMark && settings.Has(TerminalInput.MarkErrors))
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
        if (settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
            if (settings.Has(TerminalLocal.EchoControl))
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
        if ((settings.Value.Local & Each) == Each)
        {
            Erase(Erasure.Line);
            return;
        }

        _input.RemoveLast(_input.LineLength);
        if (settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
            Screen.Echo(settings[TerminalCharacter.Kill]);
            if (settings.Has(TerminalLocal.EchoKill))
            {
                Screen.EchoRaw((byte)'\n');
            }
        }
    }
}
