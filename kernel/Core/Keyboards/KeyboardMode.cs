namespace Lodestar.Core.Keyboards;

/// <summary>What a terminal gets of its keyboard: K_RAW and so on, <c>KDSKBMODE</c> in <c>ioctl_console(2)</c>.</summary>
public enum KeyboardMode : int
{
    /// <summary>Scan codes.</summary>
    Raw = 0,

    /// <summary>Characters of 8 bits.</summary>
    Xlate = 1,

    /// <summary>Numbers of keys, <see cref="KeyCode"/>.</summary>
    MediumRaw = 2,

    /// <summary>Characters as UTF-8.</summary>
    Unicode = 3,

    /// <summary>Nothing.</summary>
    Off = 4,
}
