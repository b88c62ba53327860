namespace Lodestar.Core.Keyboards;

/// <summary>Modifiers, KG_* of <c>linux/keyboard.h</c>: those that are held make, as bits, the number of a key map.</summary>
internal enum Modifier : byte
{
    Shift = 0,
    AltGr = 1,
    Ctrl = 2,
    Alt = 3,
    LeftShift = 4,
    RightShift = 5,
    LeftCtrl = 6,
    RightCtrl = 7,
}
