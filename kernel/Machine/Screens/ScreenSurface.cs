using Lodestar.Machine.Boot;

namespace Lodestar.Machine.Screens;

/// <summary>The machine's screen, whichever it has. Early and in a panic as good as later; nothing here allocates.</summary>
internal static class ScreenSurface
{
    private static Kind s_kind;

    private enum Kind
    {
        None,
        Pixels,
        Text,
    }

    /// <summary>Whether there is one that can be written to now.</summary>
    public static bool IsReachable => s_kind == Kind.Text || (s_kind == Kind.Pixels && PixelSurface.IsReachable);

    /// <summary>Whether it is one of pixels.</summary>
    public static bool IsPixels => s_kind == Kind.Pixels;

    /// <summary>Characters of a row.</summary>
    public static int Columns => s_kind == Kind.Pixels ? PixelSurface.Columns : TextSurface.Columns;

    /// <summary>Rows.</summary>
    public static int Rows => s_kind == Kind.Pixels ? PixelSurface.Rows : TextSurface.Rows;

    /// <summary>Finds the screen that the boot loader, or the firmware, has left behind.</summary>
    public static void Find()
    {
        Framebuffer screen = BootInformation.Framebuffer;
        s_kind = PixelSurface.TryChoose(screen) ? Kind.Pixels : TextSurface.TryChoose(screen) ? Kind.Text : Kind.None;
    }

    /// <summary>Brings it into the final address space, and clears it.</summary>
    public static void Start()
    {
        if (s_kind == Kind.Pixels && !PixelSurface.TryMap())
        {
            s_kind = Kind.None;
        }

        Clear(ScreenPalette.Standard, background: 0);
    }

    /// <summary>Clears it.</summary>
    /// <param name="palette">The colours from now on; the VGA's text screen keeps its own.</param>
    /// <param name="background">The palette index of the cells; margins have colour 0.</param>
    public static void Clear(in ScreenPalette palette, int background)
    {
        SetPalette(palette);
        if (s_kind == Kind.Pixels)
        {
            PixelSurface.Clear();
        }
        else if (s_kind == Kind.Text)
        {
            TextSurface.Start();
            FillText(background);
        }
    }

    /// <summary>Sets the colours of what is drawn from now on.</summary>
    public static void SetPalette(in ScreenPalette palette)
    {
        if (s_kind == Kind.Pixels)
        {
            PixelSurface.SetPalette(palette);
        }
    }

    /// <summary>Draws a cell, and the cursor over it if there is one.</summary>
    public static void Draw(int column, int row, ScreenCell cell, CursorShape cursor)
    {
        if (s_kind == Kind.Pixels)
        {
            PixelSurface.Draw(column, row, cell, cursor);
        }
        else if (s_kind == Kind.Text)
        {
            TextSurface.Draw(column, row, cell);
        }
    }

    /// <summary>Tells hardware that has a cursor of its own where it is.</summary>
    public static void SetCursor(int column, int row, CursorShape shape)
    {
        if (s_kind == Kind.Text)
        {
            TextSurface.SetCursor(column, row, shape);
        }
    }

    private static void FillText(int background)
    {
        ScreenCell blank = new(' ', 7, background);
        for (int row = 0; row < TextSurface.Rows; row++)
        {
            for (int column = 0; column < TextSurface.Columns; column++)
            {
                TextSurface.Draw(column, row, blank);
            }
        }

        TextSurface.SetCursor(0, 0, CursorShape.Hidden);
    }
}
