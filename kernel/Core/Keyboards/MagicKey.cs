using System;

namespace Lodestar.Core.Keyboards;

/// <summary>
/// The magic key: Print Screen while Alt is held. What is typed while it is down is a request to the kernel
/// (<c>Documentation/admin-guide/sysrq.rst</c> in Linux), whatever the terminal and its key map.
/// </summary>
internal sealed class MagicKey(IKeyboardActions actions)
{
    private const string Rows = "1234567890" + "qwertyuiop" + "asdfghjkl" + "zxcvbnm";

    private static readonly (KeyCode First, int Count)[] s_rows =
        [(KeyCode.Digit1, 10), (KeyCode.Q, 10), (KeyCode.A, 9), (KeyCode.Z, 7)];

    private bool _isDown;

    /// <summary>Takes a key if it is the magic one, or comes while that is down.</summary>
    /// <returns>Whether it did; then it does nothing else.</returns>
    internal bool TryTake(KeyCode key, bool isPressed, bool isAltDown)
    {
        if (key == KeyCode.SysRq && (isAltDown || _isDown))
        {
            _isDown = isPressed;
            return true;
        }

        if (!_isDown || !isPressed || IsAlt(key))
        {
            return false;
        }

        if (CharacterOf(key) is { } command)
        {
            actions.Request(command);
        }

        return true;
    }

    private static bool IsAlt(KeyCode key) => key is KeyCode.LeftAlt or KeyCode.RightAlt;

    private static char? CharacterOf(KeyCode key)
    {
        ReadOnlySpan<char> rest = Rows;
        foreach ((KeyCode first, int count) in s_rows)
        {
            if (key >= first && key < first + (byte)count)
            {
                return rest[key - first];
            }

            rest = rest[count..];
        }

        return null;
    }
}
