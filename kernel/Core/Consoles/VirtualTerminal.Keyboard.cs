using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Keyboards;

namespace Lodestar.Core.Consoles;

/// <content>What the keyboard has to do with it.</content>
internal sealed partial class VirtualTerminal : IKeyboardConsole
{
    public KeyboardState Keyboard { get; } = new();

    public bool HasApplicationCursorKeys => Screen.ApplicationCursorKeys;

    public bool HasApplicationKeypad => Screen.ApplicationKeypad;

    public bool AddsLineFeeds => Screen.IsNewLineMode;

    public bool RepeatsKeys => Screen.RepeatsKeys;

    public void Type(ReadOnlySpan<byte> bytes)
    {
        _typed.Add(bytes);
        Receive();
    }

    public void TypeBreak()
    {
        _isBreakTyped = true;
        Receive();
    }

    public void ToggleHold()
    {
        ToggleOutput();
        Keyboard.Locks = IsOutputStopped
            ? Keyboard.Locks | KeyboardLights.ScrollLock
            : Keyboard.Locks & ~KeyboardLights.ScrollLock;
    }

    public void Scroll(bool isBackward)
    {
        int lines = Screen.Rows / 2;
        Screen.ScrollBack(isBackward ? lines : -lines);
        _terminals.Refresh(this);
    }
}
