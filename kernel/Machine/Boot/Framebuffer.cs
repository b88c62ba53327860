namespace Lodestar.Machine.Boot;

/// <summary>The screen that a multiboot2 loader set up (specification 1.6, section 3.6.12).</summary>
internal struct Framebuffer
{
    /// <summary>The type of a screen of characters, the only one that the kernel writes to.</summary>
    public const byte TextType = 2;

    public ulong Address;

    /// <summary>Bytes from one line to the next.</summary>
    public uint Pitch;

    /// <summary>Pixels, or characters in text mode.</summary>
    public uint Width;

    /// <summary>Pixels, or characters in text mode.</summary>
    public uint Height;
    public byte BitsPerPixel;

    /// <summary>0 indexed colour, 1 RGB, 2 text.</summary>
    public byte Type;
}
