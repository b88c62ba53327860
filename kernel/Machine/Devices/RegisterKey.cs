namespace Lodestar.Machine.Devices;

/// <summary>
/// Sees the keys that ask for the registers, Alt with Print Screen and then P, among the scan codes of a keyboard. The interrupt handler
/// asks, because the answer is wanted most when no thread comes to look at keys any more.
/// </summary>
internal struct RegisterKey
{
    // Scan codes of set 1. A prefix, which the right Alt and Print Screen alone have, does not matter here.
    private const byte ReleasedBit = 0x80;
    private const byte Alt = 0x38;
    private const byte PrintScreen = 0x37;
    private const byte AltPrintScreen = 0x54;
    private const byte P = 0x19;

    private bool _isAltDown;
    private bool _isMagicDown;

    /// <summary>Takes the next byte; true if it completes the keys.</summary>
    public bool Take(byte value)
    {
        bool isPressed = (value & ReleasedBit) == 0;
        switch (value & ~ReleasedBit)
        {
            case Alt:
                _isAltDown = isPressed;
                break;
            case AltPrintScreen:
            case PrintScreen:
                _isMagicDown = isPressed && (_isAltDown || (value & ~ReleasedBit) == AltPrintScreen);
                break;
            case P:
                return isPressed && _isMagicDown;
        }

        return false;
    }
}
