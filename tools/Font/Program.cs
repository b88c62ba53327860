using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lodestar.Font;
using Lodestar.Machine.Screens;

// Makes the font's table of the files that tools/fetch-font gets. Control characters and Braille are left out.
const uint FirstCharacter = ' ';
const uint FirstBraille = 0x2800;
const uint LastBraille = 0x28ff;
const int UsageError = 2;

if (args is not [string folder, string table])
{
    Console.Error.WriteLine("usage: Lodestar.Font <folder with the fonts> <table>");
    return UsageError;
}

try
{
    using BinaryWriter writer = new(File.Create(table));
    bool isFirst = true;
    foreach (int scale in (ReadOnlySpan<int>)[1, 2])
    {
        int height = ConsoleFontFormat.SmallHeight * scale;
        List<KeyValuePair<uint, byte[]>> normal = Read($"ter-u{height}n_unicode.pcf.gz", scale);
        List<KeyValuePair<uint, byte[]>> bold = [.. Read($"ter-u{height}b_unicode.pcf.gz", scale).Where(glyph => glyph.Key <= ConsoleFontFormat.LastBold)];
        if (isFirst)
        {
            WriteRanges(writer, normal, bold.Count);
            isFirst = false;
        }

        foreach (KeyValuePair<uint, byte[]> glyph in normal.Concat(bold))
        {
            writer.Write(glyph.Value);
        }
    }

    Console.WriteLine($"font: {writer.BaseStream.Length} bytes");
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException)
{
    Console.Error.WriteLine($"{folder}: error: {error.Message}");
    return 1;
}

List<KeyValuePair<uint, byte[]>> Read(string name, int scale) =>
    [.. PcfFont.Read(Path.Combine(folder, name), ConsoleFontFormat.SmallWidth * scale, ConsoleFontFormat.SmallHeight * scale)
        .Where(glyph => glyph.Key >= FirstCharacter && glyph.Key is < FirstBraille or > LastBraille)];

static void WriteRanges(BinaryWriter writer, List<KeyValuePair<uint, byte[]>> glyphs, int boldCount)
{
    List<(uint First, uint Last, int Glyph)> ranges = [];
    for (int i = 0; i < glyphs.Count; i++)
    {
        uint character = glyphs[i].Key;
        if (ranges.Count > 0 && ranges[^1].Last + 1 == character)
        {
            ranges[^1] = ranges[^1] with { Last = character };
        }
        else
        {
            ranges.Add((character, character, i));
        }
    }

    writer.Write(ranges.Count);
    writer.Write(glyphs.Count);
    writer.Write(boldCount);
    foreach ((uint first, uint last, int glyph) in ranges)
    {
        writer.Write(first);
        writer.Write(last);
        writer.Write(glyph);
    }
}
