using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <content>What the kernel itself says between the output of programs.</content>
public sealed partial class ScreenEmulator
{
    private Utf8Decoder _asideDecoder;

    /// <summary>The kernel's text has stopped in the middle of a line.</summary>
    private bool _isInAside;

    /// <summary>
    /// Shows text, UTF-8, on lines of its own in standard colours. Control characters but the line feed do nothing, because programs can
    /// bring them into it. What a program is about to write is understood as if nothing had been in between.
    /// </summary>
    public void WriteAside(ReadOnlySpan<byte> text)
    {
        ScrollToEnd();
        (ScreenStyle style, bool wraps, bool isInserting) = (_style, _wraps, _isInserting);
        (_style, _wraps, _isInserting) = (_standardStyle, true, false);
        UpdateStyle();
        if (!_isInAside && _column != 0)
        {
            NextLine();
        }

        foreach (byte value in text)
        {
            _isInAside = value != '\n';
            bool isAgain = true;
            while (isAgain && _asideDecoder.TryTake(value, out uint character, out isAgain))
            {
                PutAside(character);
            }
        }

        (_style, _wraps, _isInserting) = (style, wraps, isInserting);
        UpdateStyle();
    }

    private void PutAside(uint character)
    {
        if (character == '\n')
        {
            NextLine();
        }
        else if (character is >= ' ' and not (>= Delete and < 0xa0))
        {
            Put(character);
        }
    }
}
