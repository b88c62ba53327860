using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>Operating system commands, and what is sent back to programs.</content>
public sealed partial class ScreenEmulator
{
    /// <summary>Replies that are kept until somebody takes them. A program that asks and never reads loses later ones.</summary>
    private const int MostReplies = 256;

    private const int PaletteDigits = 7;

    private readonly byte[] _replies = new byte[MostReplies];
    private int _replyStart;
    private int _replyCount;
    private int _paletteDigits;
    private uint _paletteValue;
    private ScreenPalette _palette = ScreenPalette.Standard;

    /// <summary>Bytes that the terminal answers with, as if they had been typed.</summary>
    public int ReplyCount => _replyCount;

    /// <summary>Takes the next byte of a reply.</summary>
    public bool TryTakeReply(out byte value)
    {
        value = _replies[_replyStart];
        if (_replyCount == 0)
        {
            return false;
        }

        _replyStart = (_replyStart + 1) % MostReplies;
        _replyCount--;
        return true;
    }

    private void TakeCommand(byte value)
    {
        switch (value)
        {
            case (byte)'P':
                _state = State.Palette;
                _paletteDigits = 0;
                _paletteValue = 0;
                break;
            case (byte)'R':
                _state = State.Text;
                SetPalette(ScreenPalette.Standard);
                break;
            default:
                // A window's title and the like, up to its end.
                _state = State.String;
                break;
        }
    }

    /// <summary>Seven digits: the index, and two each for red, green and blue.</summary>
    private void TakePalette(byte value)
    {
        if (!char.IsAsciiHexDigit((char)value))
        {
            _state = State.Text;
            return;
        }

        int digit = value <= '9' ? value - '0' : (value | ('a' - 'A')) - 'a' + 10;
        _paletteValue = (_paletteValue << 4) | (uint)digit;
        if (++_paletteDigits == PaletteDigits)
        {
            _state = State.Text;
            ScreenPalette palette = _palette;
            palette[(int)(_paletteValue >> 24)] = _paletteValue & 0xff_ffff;
            SetPalette(palette);
        }
    }

    private void SetPalette(in ScreenPalette palette)
    {
        _palette = palette;
        _isPaletteChanged = true;
    }

    /// <summary>A VT102, as Linux says too.</summary>
    private void ReplyIdentity() => Reply("\e[?6c"u8);

    private void ReplyStatus()
    {
        switch (_parameters[0])
        {
            case 5:
                Reply("\e[0n"u8);
                break;
            case 6:
                Span<byte> text = stackalloc byte[16];
                int row = _row - (_isOriginInRegion ? _top : 0) + 1;
                if (System.Text.Unicode.Utf8.TryWrite(text, $"\e[{row};{_column + 1}R", out int length))
                {
                    Reply(text[..length]);
                }

                break;
        }
    }

    private void Reply(ReadOnlySpan<byte> bytes)
    {
        if (_replyCount + bytes.Length <= MostReplies)
        {
            foreach (byte value in bytes)
            {
                _replies[(_replyStart + _replyCount++) % MostReplies] = value;
            }
        }
    }
}
