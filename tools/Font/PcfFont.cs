using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace Lodestar.Font;

/// <summary>
/// A bitmap font of X11's portable compiled format (fontforge.org, "X11 Portable Compiled Format (PCF)"): the tables for metrics, bitmaps
/// and encodings, in the byte order and padding that bdftopcf writes on PCs.
/// </summary>
internal sealed class PcfFont
{
    private const uint MetricsTable = 1 << 2;
    private const uint BitmapTable = 1 << 3;
    private const uint EncodingTable = 1 << 5;

    private const uint MostSignificantByteFirst = 1 << 2;
    private const uint MostSignificantBitFirst = 1 << 3;
    private const uint CompressedMetrics = 0x100;

    /// <summary>Bytes that lines of a bitmap are padded to.</summary>
    private const int Padding = 4;

    private readonly byte[] _content;

    private PcfFont(byte[] content)
    {
        _content = content;
    }

    /// <summary>Reads the glyphs of all characters.</summary>
    /// <param name="path">The file, compressed with gzip.</param>
    /// <param name="width">Pixels that every glyph has to have.</param>
    /// <param name="height">Lines that every glyph has to have.</param>
    /// <exception cref="InvalidDataException">It is not such a font, or not of this size.</exception>
    internal static SortedDictionary<uint, byte[]> Read(string path, int width, int height)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream content = new();
        stream.CopyTo(content);
        PcfFont font = new(content.ToArray());
        try
        {
            return font.ReadGlyphs(width, height);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidDataException("the file is shorter than its tables", error);
        }
    }

    private SortedDictionary<uint, byte[]> ReadGlyphs(int width, int height)
    {
        const int CharactersPerRow = 256;
        int metrics = Find(MetricsTable, CompressedMetrics);
        int bitmaps = Find(BitmapTable, MostSignificantByteFirst | MostSignificantBitFirst);
        int encodings = Find(EncodingTable, MostSignificantByteFirst);
        int glyphCount = BinaryPrimitives.ReadInt32BigEndian(_content.AsSpan(bitmaps));
        int bits = bitmaps + (sizeof(int) * (glyphCount + 5));
        int firstRow = Word(encodings + 4);
        int lastRow = Word(encodings + 6);
        if (Word(encodings) != 0 || Word(encodings + 2) != CharactersPerRow - 1)
        {
            throw new InvalidDataException("the font's rows do not have 256 characters");
        }

        SortedDictionary<uint, byte[]> glyphs = [];
        int entry = encodings + 10;
        for (uint character = (uint)(firstRow * CharactersPerRow); character < (lastRow + 1) * CharactersPerRow; character++)
        {
            int glyph = Word(entry);
            entry += sizeof(ushort);
            if (glyph != ushort.MaxValue)
            {
                CheckSize(_content.AsSpan(metrics + sizeof(ushort) + (glyph * 5), 5), width, height);
                int place = BinaryPrimitives.ReadInt32BigEndian(_content.AsSpan(bitmaps + (sizeof(int) * (glyph + 1))));
                glyphs.Add(character, ReadBitmap(_content.AsSpan(bits + place), width, height));
            }
        }

        return glyphs;
    }

    /// <summary>Bearings, width, ascent and descent, each a byte with 128 added.</summary>
    private static void CheckSize(ReadOnlySpan<byte> metrics, int width, int height)
    {
        const int Zero = 128;
        if (metrics[0] != Zero || metrics[1] - Zero != width || metrics[3] + metrics[4] - (2 * Zero) != height)
        {
            throw new InvalidDataException($"a glyph does not have {width} by {height} pixels");
        }
    }

    private static byte[] ReadBitmap(ReadOnlySpan<byte> bitmap, int width, int height)
    {
        int bytes = width / 8;
        byte[] glyph = new byte[bytes * height];
        for (int line = 0; line < height; line++)
        {
            bitmap.Slice(line * Padding, bytes).CopyTo(glyph.AsSpan(line * bytes));
        }

        return glyph;
    }

    /// <summary>Where a table's content starts, behind its format, which has to have these bits.</summary>
    private int Find(uint type, uint format)
    {
        const int HeaderSize = 8;
        const int EntrySize = 16;
        int count = BinaryPrimitives.ReadInt32LittleEndian(_content.AsSpan(4));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = _content.AsSpan(HeaderSize + (EntrySize * i), EntrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) == type)
            {
                int offset = BinaryPrimitives.ReadInt32LittleEndian(entry[12..]);
                uint found = BinaryPrimitives.ReadUInt32LittleEndian(_content.AsSpan(offset));
                return (found & format) == format ? offset + sizeof(uint)
                    : throw new InvalidDataException($"table {type} has the format {found:x}");
            }
        }

        throw new InvalidDataException($"table {type} is missing");
    }

    private int Word(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_content.AsSpan(offset));
}
