using System;
using Lodestar.Machine.Screens;

namespace Lodestar.Core.Screens;

/// <summary>The nearest of the 16 colours.</summary>
internal static class ColorMap
{
    private const int Cube = 16;
    private const int CubeSide = 6;
    private const int Greys = 232;

    /// <summary>Of a colour of xterm's 256: the 16, a cube of 6 by 6 by 6, and 24 greys.</summary>
    internal static int FromIndex(int index)
    {
        if (index < Cube)
        {
            return index;
        }

        if (index >= Greys)
        {
            int grey = 8 + (10 * (index - Greys));
            return FromRgb(grey, grey, grey);
        }

        index -= Cube;
        return FromRgb(Level(index / (CubeSide * CubeSide)), Level(index / CubeSide % CubeSide), Level(index % CubeSide));
    }

    /// <summary>Of three components, 0 to 255.</summary>
    internal static int FromRgb(int red, int green, int blue)
    {
        ScreenPalette palette = ScreenPalette.Standard;
        int best = 0;
        int least = int.MaxValue;
        for (int i = 0; i < ScreenPalette.Count; i++)
        {
            int dr = red - (int)(palette[i] >> 16);
            int dg = green - (int)((palette[i] >> 8) & 0xff);
            int db = blue - (int)(palette[i] & 0xff);
            int distance = (dr * dr) + (dg * dg) + (db * db);
            if (distance < least)
            {
                (best, least) = (i, distance);
            }
        }

        return best;
    }

    private static int Level(int step) => step == 0 ? 0 : 55 + (40 * step);
}
