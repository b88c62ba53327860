namespace Lodestar.Core.Keyboards;

/// <summary>What each terminal has for itself of the one keyboard.</summary>
internal sealed class KeyboardState
{
    /// <summary>What the terminal gets.</summary>
    internal KeyboardMode Mode { get; set; } = KeyboardMode.Unicode;

    /// <summary>Caps Lock and Num Lock. Scroll Lock is on while the output is held.</summary>
    internal KeyboardLights Locks { get; set; }

    /// <summary>The locks that a reset of the terminal sets, <c>KDSKBLED</c>.</summary>
    internal KeyboardLights DefaultLocks { get; set; }

    /// <summary>Lights that a program has switched, <c>KDSETLED</c>; null while they show the locks.</summary>
    internal KeyboardLights? ForcedLights { get; set; }

    /// <summary>Whether a character with Alt comes with ESC before it; otherwise with its highest bit set (<c>KDSKBMETA</c>).</summary>
    internal bool MetaIsEscape { get; set; } = true;

    /// <summary>Modifiers that stay (<see cref="KeySymbolType.Lock"/>).</summary>
    internal int LockedModifiers { get; set; }

    /// <summary>What the lights show.</summary>
    internal KeyboardLights Lights => ForcedLights ?? Locks;

    /// <summary>Whether keys are passed on as they are.</summary>
    internal bool IsRaw => Mode is KeyboardMode.Raw or KeyboardMode.MediumRaw;

    /// <summary>Forgets what programs have set.</summary>
    internal void Reset()
    {
        Mode = KeyboardMode.Unicode;
        Locks = DefaultLocks;
        ForcedLights = null;
        MetaIsEscape = true;
        LockedModifiers = 0;
    }
}
