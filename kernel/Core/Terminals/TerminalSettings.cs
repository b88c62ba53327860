using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Terminals;

/// <summary>The settings of a terminal, and which characters are special by them.</summary>
internal sealed class TerminalSettings
{
    /// <summary>A special character that is off (_POSIX_VDISABLE).</summary>
    internal const byte Disabled = 0;

    private const TerminalControl SerialChangeable = TerminalControl.HangUpOnClose | TerminalControl.Receive | TerminalControl.Local;
    private const TerminalControl PseudoFixed = TerminalControl.EightBits | TerminalControl.Parity | TerminalControl.Receive;

    private const TerminalInput NewLines = TerminalInput.IgnoreCarriageReturn | TerminalInput.CarriageReturnToLineFeed;

    private readonly bool[] _isSpecial = new bool[byte.MaxValue + 1];

    /// <summary>What of c_cflag is what the line is, and stays (tty_termios_copy_hw in Linux).</summary>
    private readonly TerminalControl _fixedControl;
    private Termios _value;

    private TerminalSettings(TerminalControl control, TerminalControl fixedControl)
    {
        _fixedControl = fixedControl;
        _value = new Termios
        {
            Input = TerminalInput.CarriageReturnToLineFeed | TerminalInput.StopOutput,
            Output = TerminalOutput.Process | TerminalOutput.LineFeedToBoth,
            Control = control,
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
            value.Control = (value.Control & ~_fixedControl) | (_value.Control & _fixedControl);
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

    /// <summary>The settings that Linux gives a serial console. The line's speed and its bytes stay as they are.</summary>
    internal static TerminalSettings ForSerialLine() =>
        new(TerminalControl.Baud115200 | TerminalControl.EightBits | SerialChangeable, ~SerialChangeable);

    /// <summary>The settings of a virtual terminal, which is UTF-8. There is no line whose speed could change.</summary>
    internal static TerminalSettings ForVirtualTerminal()
    {
        const TerminalControl Control = TerminalControl.Baud38400 | TerminalControl.EightBits | TerminalControl.Receive
            | TerminalControl.HangUpOnClose;
        TerminalSettings settings = new(Control, ~SerialChangeable);
        settings._value.Input |= TerminalInput.Utf8;
        return settings;
    }

    /// <summary>The settings of a new pseudo-terminal.</summary>
    internal static TerminalSettings ForPseudoTerminal() =>
        new(TerminalControl.Baud38400 | TerminalControl.EightBits | TerminalControl.Receive, PseudoFixed);

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
