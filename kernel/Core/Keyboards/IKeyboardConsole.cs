using System;

namespace Lodestar.Core.Keyboards;

/// <summary>The terminal that the keyboard belongs to: the one that is visible.</summary>
internal interface IKeyboardConsole
{
    /// <summary>What it has for itself of the keyboard.</summary>
    KeyboardState Keyboard { get; }

    /// <summary>Whether cursor keys type application sequences (DECCKM).</summary>
    bool HasApplicationCursorKeys { get; }

    /// <summary>Whether the keypad does (DECKPAM).</summary>
    bool HasApplicationKeypad { get; }

    /// <summary>Whether Enter types a line feed too (LNM).</summary>
    bool AddsLineFeeds { get; }

    /// <summary>Whether a key that is held types again and again (DECARM).</summary>
    bool RepeatsKeys { get; }

    /// <summary>Takes what was typed.</summary>
    void Type(ReadOnlySpan<byte> bytes);

    /// <summary>Takes a break.</summary>
    void TypeBreak();

    /// <summary>Stops the output, or starts it again.</summary>
    void ToggleHold();

    /// <summary>Shows what has gone out at the top: half a screen of it, or half a screen less.</summary>
    void Scroll(bool isBackward);
}
