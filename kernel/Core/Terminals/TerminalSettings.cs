using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>The settings of a terminal, and which characters are special by them.</summary>
internal sealed class TerminalSettings
{
    /// <summary>A special character that is off (_POSIX_VDISABLE).</summary>
    internal const byte Disabled = 0;

    /// <summary>What programs may change in c_cflag. The rest is what the line is, and stays (tty_termios_copy_hw in Linux).</summary>
    private const TerminalControl ChangeableControl = TerminalControl.HangUpOnClose | TerminalControl.Receive | TerminalControl.Local;

    private const TerminalInput NewLines = TerminalInput.IgnoreCarriageReturn | TerminalInput.CarriageReturnToLineFeed;

    private readonly bool[] _isSpecial = new bool[byte.MaxValue + 1];
    private Termios _value;

    /// <summary>The settings that Linux gives a serial console.</summary>
    internal TerminalSettings()
    {
        _value = new Termios
        {
            Input = TerminalInput.CarriageReturnToLineFeed | TerminalInput.StopOutput,
            Output = TerminalOutput.Process | TerminalOutput.LineFeedToBoth,
            Control = TerminalControl.Baud115200 | TerminalControl.EightBits | ChangeableControl,
            Local = TerminalLocal.Signals | TerminalLocal.Canonical | TerminalLocal.Echo | TerminalLocal.EchoErase
                | TerminalLocal.EchoKill | TerminalLocal.EchoControl | TerminalLocal.EchoKillErase | TerminalLocal.Extended,
        };

        // INIT_C_CC of Linux's asm-generic/termios.h.
        this[TerminalCharacter.Interrupt] = Control('C');
        this[TerminalCharacter.Quit] = Control('\\');
        this[TerminalCharacter.Erase] = Control('?');
        this[TerminalCharacter.Kill] = Control('U');
        this[TerminalCharacter.EndOfFile] = Control('D');
        this[TerminalCharacter.Minimum] = 1;
        this[TerminalCharacter.Start] = Control('Q');
        this[TerminalCharacter.Stop] = Control('S');
        this[TerminalCharacter.Suspend] = Control('Z');
        this[TerminalCharacter.Reprint] = Control('R');
        this[TerminalCharacter.Discard] = Control('O');
        this[TerminalCharacter.WordErase] = Control('W');
        this[TerminalCharacter.LiteralNext] = Control('V');
        FindSpecial();
    }

    /// <summary>The settings as programs have them.</summary>
    internal Termios Value
    {
        get => _value;
        set
        {
            value.Control = (value.Control & ChangeableControl) | (_value.Control & ~ChangeableControl);
            _value = value;
            FindSpecial();
        }
    }

    /// <summary>One of the characters in c_cc.</summary>
    internal byte this[TerminalCharacter character]
    {
        get => _value.Characters[(int)character];
        private set => _value.Characters[(int)character] = value;
    }

    /// <summary>Whether one of these flags is set.</summary>
    internal bool Has(TerminalInput flags) => (_value.Input & flags) != 0;

    /// <inheritdoc cref="Has(TerminalInput)"/>
    internal bool Has(TerminalOutput flags) => (_value.Output & flags) != 0;

    /// <inheritdoc cref="Has(TerminalInput)"/>
    internal bool Has(TerminalLocal flags) => (_value.Local & flags) != 0;

    /// <summary>Whether a byte that comes in may be more than itself.</summary>
    internal bool IsSpecial(byte value) => _isSpecial[value];

    /// <summary>Whether a byte belongs to the character before it: one of UTF-8, behind its first.</summary>
    internal bool IsContinuation(byte value)
    {
        const byte MarkMask = 0xc0;
        const byte Mark = 0x80;
        return Has(TerminalInput.Utf8) && (value & MarkMask) == Mark;
    }

    /// <summary>The control character that ^ and another are written for.</summary>
    private static byte Control(char value)
    {
        const int ControlBit = 0x40;
        return (byte)(value ^ ControlBit);
    }

    /// <summary>The same as the char_map of Linux's <c>n_tty_set_termios</c>.</summary>
    private void FindSpecial()
    {
        Array.Clear(_isSpecial);
        _isSpecial['\r'] = Has(NewLines);
        _isSpecial['\n'] = Has(TerminalInput.LineFeedToCarriageReturn) || Has(TerminalLocal.Canonical);
        if (Has(TerminalLocal.Canonical))
        {
            Mark(TerminalCharacter.Erase, TerminalCharacter.Kill, TerminalCharacter.EndOfFile, TerminalCharacter.EndOfLine);
            if (Has(TerminalLocal.Extended))
            {
                Mark(TerminalCharacter.WordErase, TerminalCharacter.LiteralNext, TerminalCharacter.EndOfLine2);
                if (Has(TerminalLocal.Echo))
                {
                    Mark(TerminalCharacter.Reprint);
                }
            }
        }

        if (Has(TerminalInput.StopOutput))
        {
            Mark(TerminalCharacter.Start, TerminalCharacter.Stop);
        }

        if (Has(TerminalLocal.Signals))
        {
            Mark(TerminalCharacter.Interrupt, TerminalCharacter.Quit, TerminalCharacter.Suspend);
        }

        _isSpecial[Disabled] = false;
    }

    private void Mark(params ReadOnlySpan<TerminalCharacter> characters)
    {
        foreach (TerminalCharacter character in characters)
        {
            _isSpecial[this[character]] = true;
        }
    }
}
