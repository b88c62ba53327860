namespace Lodestar.Core.Keyboards;

/// <summary>
/// The characters of a language's keyboard: for each modifier 48 of them, in the order of the keys. A blank types nothing, a combining
/// character is a dead key.
/// </summary>
/// <param name="Name">Its name for <c>keymap=</c>.</param>
/// <param name="Plain">Without modifiers.</param>
/// <param name="Shift">With Shift.</param>
/// <param name="AltGr">With AltGr; empty for a keyboard where the right Alt is one like the left.</param>
internal sealed record KeyLayout(string Name, string Plain, string Shift, string AltGr = "")
{
    /// <summary>Keys that type characters.</summary>
    internal const int Count = 48;

    /// <summary>The keys from the first row to the last, each from left to right.</summary>
    private static readonly (KeyCode First, int Count)[] s_rows =
    [
        (KeyCode.Grave, 1), (KeyCode.Digit1, 12), (KeyCode.Q, 12), (KeyCode.A, 11), (KeyCode.Backslash, 1), (KeyCode.Key102, 1),
        (KeyCode.Z, 10),
    ];

    /// <summary>The key of a place in the strings.</summary>
    internal static KeyCode KeyAt(int place)
    {
        foreach ((KeyCode first, int count) in s_rows)
        {
            if (place < count)
            {
                return first + (byte)place;
            }

            place -= count;
        }

        return KeyCode.None;
    }
}
