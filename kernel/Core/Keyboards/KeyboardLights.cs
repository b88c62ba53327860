using System;

namespace Lodestar.Core.Keyboards;

/// <summary>The lights of a keyboard, as its command ED and <c>KDSETLED</c> have them.</summary>
[Flags]
internal enum KeyboardLights : byte
{
    None = 0,
    ScrollLock = 1 << 0,
    NumLock = 1 << 1,
    CapsLock = 1 << 2,
}
