using Lodestar.Machine.Boot;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Screens;

/// <summary>
/// A screen of pixels, drawn as cells with the font. Its memory is only written to: reading it takes a hundred times as long.
/// </summary>
internal static unsafe class PixelSurface
{
    /// <summary>Lines of pixels up to which the small font can be read; screens with more are mostly small for their number of pixels.</summary>
    private const uint MostSmallLines = 1200;

    private static Framebuffer s_screen;
    private static byte* s_mapped;
    private static ScreenPalette s_pixels;

    /// <summary>Characters of a row.</summary>
    public static int Columns => (int)s_screen.Width / ConsoleFont.Width;

    /// <summary>Rows of characters.</summary>
    public static int Rows => (int)s_screen.Height / ConsoleFont.Height;

    /// <summary>Where the first pixel is; null while it cannot be reached.</summary>
    private static byte* Start
    {
        get
        {
            const ulong ReachableAtFirst = 4UL << 30;
            bool isEarly = KernelAddressSpace.Table.Root == 0 && s_screen.Address + s_screen.Length <= ReachableAtFirst;
            return isEarly ? DirectMap.ToPointer(s_screen.Address) : s_mapped;
        }
    }

    /// <summary>Whether it can be written to now.</summary>
    public static bool IsReachable => Start != null;

    /// <summary>Takes the loader's screen, if it is one of pixels that makes sense.</summary>
    public static bool TryChoose(in Framebuffer screen)
    {
        if (!screen.IsUsable(BootInformation.Regions))
        {
            return false;
        }

        s_screen = screen;
        ConsoleFont.Choose(screen.Height > MostSmallLines);
        return true;
    }

    /// <summary>Maps it into the final address space; false when there is no memory for the tables.</summary>
    public static bool TryMap()
    {
        s_mapped = KernelAddressSpace.MapFramebuffer(s_screen.Address, s_screen.Length);
        return s_mapped != null;
    }

    /// <summary>Sets the colours of what is drawn from now on.</summary>
    public static void SetPalette(in ScreenPalette palette)
    {
        for (int i = 0; i < ScreenPalette.Count; i++)
        {
            uint color = palette[i];
            s_pixels[i] = Field(color >> 16, s_screen.RedPosition, s_screen.RedSize)
                | Field(color >> 8, s_screen.GreenPosition, s_screen.GreenSize)
                | Field(color, s_screen.BluePosition, s_screen.BlueSize);
        }
    }

    /// <summary>Makes all of it, the margins too, the palette's colour 0.</summary>
    public static void Clear()
    {
        for (uint y = 0; y < s_screen.Height; y++)
        {
            byte* line = Start + ((ulong)y * s_screen.Pitch);
            for (uint x = 0; x < s_screen.Width; x++)
            {
                line = Put(line, s_pixels[0]);
            }
        }
    }

    /// <summary>Draws a cell.</summary>
    /// <param name="column">Its place, from 0.</param>
    /// <param name="row">Its place, from 0.</param>
    /// <param name="cell">What is drawn.</param>
    /// <param name="cursor">The cursor over it.</param>
    public static void Draw(int column, int row, ScreenCell cell, CursorShape cursor)
    {
        cell = cursor == CursorShape.Block ? cell.Reversed() : cell;
        int height = ConsoleFont.Height;
        int bytes = ConsoleFont.Width / 8;
        byte* glyph = ConsoleFont.Find(cell.Character, cell.IsBold);
        byte* line = Start + ((ulong)(row * height) * s_screen.Pitch) + ((ulong)(column * ConsoleFont.Width) * s_screen.BytesPerPixel);
        uint foreground = s_pixels[cell.Foreground];
        uint background = s_pixels[cell.Background];
        int cursorLine = height - CursorLines(cursor, height);
        int underline = cell.IsUnderlined ? height - (height / 8) : height;
        int underlineEnd = underline + (height / 16);
        for (int y = 0; y < height; y++, line += s_screen.Pitch)
        {
            bool isFilled = y >= cursorLine || (y >= underline && y < underlineEnd);
            byte* place = line;
            for (int i = 0; i < bytes; i++)
            {
                place = PutEight(place, isFilled ? 0xffu : *glyph, foreground, background);
                glyph++;
            }
        }
    }

    private static int CursorLines(CursorShape cursor, int height) => cursor switch
    {
        CursorShape.Underline => height / 8,
        CursorShape.LowerThird => height / 3,
        CursorShape.LowerHalf => height / 2,
        CursorShape.TwoThirds => height * 2 / 3,
        _ => 0,
    };

    private static byte* PutEight(byte* place, uint bits, uint foreground, uint background)
    {
        if (s_screen.BytesPerPixel != sizeof(uint))
        {
            for (uint mask = 0x80; mask != 0; mask >>= 1)
            {
                place = Put(place, (bits & mask) != 0 ? foreground : background);
            }

            return place;
        }

        uint* pixel = (uint*)place;
        for (int shift = 6; shift >= 0; shift -= 2)
        {
            // Two at once: a write to a screen is what takes the time.
            ulong left = (bits >> shift & 2) != 0 ? foreground : background;
            ulong right = (bits >> shift & 1) != 0 ? foreground : background;
            *(ulong*)pixel = left | (right << 32);
            pixel += 2;
        }

        return (byte*)pixel;
    }

    private static byte* Put(byte* place, uint pixel)
    {
        switch (s_screen.BytesPerPixel)
        {
            case 2:
                *(ushort*)place = (ushort)pixel;
                return place + 2;
            case 3:
                *(ushort*)place = (ushort)pixel;
                place[2] = (byte)(pixel >> 16);
                return place + 3;
            default:
                *(uint*)place = pixel;
                return place + 4;
        }
    }

    /// <summary>The highest bits of a component, 8 bits wide, at their place in a pixel.</summary>
    private static uint Field(uint component, byte position, byte size) => (component & 0xff) >> (8 - size) << position;
}
