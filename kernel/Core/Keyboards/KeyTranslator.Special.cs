namespace Lodestar.Core.Keyboards;

/// <content>Keys that do not type.</content>
internal sealed partial class KeyTranslator
{
    /// <summary>Does what a special key is for.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isRepeated">Whether it was down before.</param>
    /// <param name="isKept">Whether the terminal keeps all keys for itself: then only secure attention works.</param>
    private void DoSpecial(SpecialKey key, bool isRepeated, bool isKept)
    {
        if (isKept && key != SpecialKey.SecureAttention)
        {
            return;
        }

        switch (key)
        {
            case SpecialKey.Enter:
                TypeWithAccent('\r');
                AddLineFeed(isEnter: true);
                break;
            case SpecialKey.ScrollForward or SpecialKey.ScrollBackward:
                Console.Scroll(isBackward: key == SpecialKey.ScrollBackward);
                break;
            case SpecialKey.PreviousConsole or SpecialKey.NextConsole:
                actions.ShowNext(key == SpecialKey.NextConsole ? 1 : -1);
                break;
            default:
                if (!isRepeated)
                {
                    DoOnce(key);
                }

                break;
        }
    }

    /// <summary>Does what does not repeat.</summary>
    private void DoOnce(SpecialKey key)
    {
        switch (key)
        {
            case SpecialKey.ShowRegisters:
                actions.Request('p');
                break;
            case SpecialKey.ShowMemory:
                actions.Request('m');
                break;
            case SpecialKey.ShowTasks:
                actions.Request('t');
                break;
            case SpecialKey.SecureAttention:
                actions.Request('k');
                break;
            case SpecialKey.Break:
                Console.TypeBreak();
                break;
            case SpecialKey.LastConsole:
                actions.ShowLast();
                break;
            case SpecialKey.Reboot:
                actions.Reboot();
                break;
            case SpecialKey.Hold:
                Console.ToggleHold();
                actions.ShowLights();
                break;
            case SpecialKey.NumLock when Console.HasApplicationKeypad:
                TypeSequence('P', isApplication: true);
                break;
            case SpecialKey.NumLock or SpecialKey.BareNumLock:
                SetLocks(Console.Keyboard.Locks ^ KeyboardLights.NumLock);
                break;
            case SpecialKey.CapsLock:
                SetLocks(Console.Keyboard.Locks ^ KeyboardLights.CapsLock);
                break;
            case SpecialKey.CapsLockOn:
                SetLocks(Console.Keyboard.Locks | KeyboardLights.CapsLock);
                break;
        }
    }

    private void SetLocks(KeyboardLights locks)
    {
        Console.Keyboard.Locks = locks;
        actions.ShowLights();
    }
}
