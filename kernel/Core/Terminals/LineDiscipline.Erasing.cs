using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <content>Taking characters back: <c>eraser</c> in Linux.</content>
internal sealed partial class LineDiscipline
{
    /// <summary>Whether the characters that ECHOPRT prints are being erased.</summary>
    private bool _isErasing;

    private enum Erasure
    {
        Character,
        Word,
        Line,
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
            if (settings.IsContinuation(first))
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
            if (settings.Has(TerminalLocal.Echo))
            {
                EchoErased(erasure, start, first);
            }

            _input.RemoveLast(_input.LineLength - start);
        }
        while (erasure != Erasure.Character && _input.LineLength > 0);

        if (_input.LineLength == 0 && settings.Has(TerminalLocal.Echo))
        {
            FinishErasing();
        }
    }

    /// <summary>Where the line's last character begins.</summary>
    private int StartOfLast()
    {
        int start = _input.LineLength - 1;
        while (start > 0 && settings.IsContinuation(_input[start]))
        {
            start--;
        }

        return start;
    }

    /// <summary>Shows that a character goes, which is still in the line.</summary>
    private void EchoErased(Erasure erasure, int start, byte first)
    {
        if (settings.Has(TerminalLocal.EchoPrint))
        {
            PrintErased(start, first);
        }
        else if (erasure == Erasure.Character && !settings.Has(TerminalLocal.EchoErase))
        {
            Screen.Echo(settings[TerminalCharacter.Erase]);
        }
        else if (first == '\t')
        {
            EraseTab(start);
        }
        else
        {
            bool isControl = Latin1.IsControl(first);
            bool isShown = settings.Has(TerminalLocal.EchoControl);
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
            columns += Latin1.IsControl(_input[i]) ? settings.Has(TerminalLocal.EchoControl) ? 2u : 0
                : settings.IsContinuation(_input[i]) ? 0u
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
