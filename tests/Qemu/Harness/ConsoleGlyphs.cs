using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using Lodestar.Machine.Screens;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>The glyphs of the kernel's font, and which characters they are.</summary>
internal sealed class ConsoleGlyphs
{
    private readonly Dictionary<string, char> _characters = [];
    private readonly Dictionary<string, char> _withoutFoot = [];

    private ConsoleGlyphs(bool isLarge)
    {
        Width = ConsoleFontFormat.SmallWidth << (isLarge ? 1 : 0);
        Height = ConsoleFontFormat.SmallHeight << (isLarge ? 1 : 0);
    }

    /// <summary>Pixels of a cell.</summary>
    internal int Width { get; }

    /// <summary>Lines of a cell.</summary>
    internal int Height { get; }

    /// <summary>Lines at the lower end of a cell that the cursor covers.</summary>
    private int Foot => Height / 8;

    /// <summary>Reads one size of the font that is in the kernel.</summary>
    internal static ConsoleGlyphs Read(bool isLarge)
    {
        byte[] table = File.ReadAllBytes(Repository.ConsoleFont);
        ConsoleGlyphs glyphs = new(isLarge);
        int ranges = Number(table, 0);
        int normal = Number(table, 4);
        int bold = Number(table, 8);
        int start = ConsoleFontFormat.HeaderSize + (ranges * ConsoleFontFormat.RangeSize)
            + (isLarge ? (normal + bold) * ConsoleFontFormat.GlyphSize(isLarge: false) : 0);
        for (int i = 0; i < ranges; i++)
        {
            int range = ConsoleFontFormat.HeaderSize + (i * ConsoleFontFormat.RangeSize);
            int glyph = Number(table, range + 8);
            for (int character = Number(table, range); character <= Number(table, range + 4); character++, glyph++)
            {
                glyphs.Add((char)character, table, start, glyph);
                if (glyph < bold)
                {
                    glyphs.Add((char)character, table, start, normal + glyph);
                }
            }
        }

        return glyphs;
    }

    /// <summary>The character whose glyph this is; of several that look the same, the first.</summary>
    /// <param name="pixels">For each pixel of the cell, line by line, "#" or ".".</param>
    /// <returns>False if there is none.</returns>
    internal bool TryFind(string pixels, out char character) =>
        _characters.TryGetValue(pixels, out character) || _withoutFoot.TryGetValue(CutFoot(pixels), out character);

    private static int Number(byte[] table, int offset) => BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(offset));

    private void Add(char character, byte[] table, int start, int glyph)
    {
        int size = Width / 8 * Height;
        ReadOnlySpan<byte> bits = table.AsSpan(start + (glyph * size), size);
        Span<char> pixels = stackalloc char[Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (bits[i / 8] & (0x80 >> (i % 8))) != 0 ? '#' : '.';
        }

        string text = new(pixels);
        _characters.TryAdd(text, character);
        _withoutFoot.TryAdd(CutFoot(text), character);
    }

    private string CutFoot(string pixels) => pixels[..^(Foot * Width)];
}
