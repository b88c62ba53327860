using System;

namespace Lodestar.Machine.Boot;

/// <summary>The screen that a multiboot2 loader set up (specification 2.0, 3.6.12), as the loader says. Nothing in it is to be trusted.</summary>
internal struct Framebuffer
{
    /// <summary>The type of a screen of pixels, each with its colour in it.</summary>
    public const byte RgbType = 1;

    /// <summary>The type of a screen of characters.</summary>
    public const byte TextType = 2;

    /// <summary>Physical address.</summary>
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

    /// <summary>The lowest bit of each colour in a pixel, and its number of bits; only of the RGB type.</summary>
    public byte RedPosition;
    public byte RedSize;
    public byte GreenPosition;
    public byte GreenSize;
    public byte BluePosition;
    public byte BlueSize;

    /// <summary>Bytes of a pixel.</summary>
    public readonly uint BytesPerPixel => (BitsPerPixel + 7u) / 8;

    /// <summary>Bytes of memory, the padding behind the lines included.</summary>
    public readonly ulong Length => (ulong)Pitch * Height;

    /// <summary>Whether it is a screen of pixels that can be written to: all of it makes sense, and no RAM lies under it.</summary>
    public readonly bool IsUsable(ReadOnlySpan<MemoryRegion> memory)
    {
        const uint LeastWidth = 320;
        const uint LeastHeight = 200;
        const uint Most = 16384;
        const ulong LargestPitch = Most * 8;
        const ulong AddressEnd = 1UL << 46;
        if (Type != RgbType || BitsPerPixel is not (15 or 16 or 24 or 32)
            || Width is < LeastWidth or > Most || Height is < LeastHeight or > Most
            || Pitch < Width * BytesPerPixel || Pitch > LargestPitch
            || Address == 0 || Address >= AddressEnd || Length > AddressEnd - Address
            || !IsField(RedPosition, RedSize) || !IsField(GreenPosition, GreenSize) || !IsField(BluePosition, BlueSize))
        {
            return false;
        }

        foreach (ref readonly MemoryRegion region in memory)
        {
            if (region.IsRam && region.Start < Address + Length && Address < region.End)
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool IsField(byte position, byte size)
    {
        const int MostBits = 8;
        return size is > 0 and <= MostBits && position + size <= BytesPerPixel * 8;
    }
}
