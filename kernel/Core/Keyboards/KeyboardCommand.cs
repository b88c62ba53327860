namespace Lodestar.Core.Keyboards;

/// <summary>Bytes for a keyboard, and its answers (IBM PS/2 technical reference, "Keyboard", commands from and to the system).</summary>
internal enum KeyboardCommand : byte
{
    /// <summary>The argument of <see cref="SetRepeat"/> that Linux has too: after 250 ms, 30 times a second.</summary>
    FastRepeat = 0x00,

    /// <summary>Lights, as the byte that follows says.</summary>
    SetLights = 0xed,

    /// <summary>Say what it is.</summary>
    Identify = 0xf2,

    /// <summary>How a key repeats that is held, as the byte that follows says.</summary>
    SetRepeat = 0xf3,

    /// <summary>Send what is typed.</summary>
    Enable = 0xf4,

    /// <summary>Its answer to each byte.</summary>
    Acknowledged = 0xfa,

    /// <summary>Its answer to a byte that came broken.</summary>
    Resend = 0xfe,
}
