using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Lodestar.Symbols;

/// <summary>Reads what the tool needs of a linked ELF64 file: sections and the symbols of code (System V ABI).</summary>
public sealed class ElfFile
{
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int NoType = 0;
    private const int FunctionType = 2;

    private readonly List<ElfSection> sections = [];

    private ElfFile(ReadOnlyMemory<byte> image) => ReadSections(image);

    /// <summary>All sections, in the order of the file.</summary>
    public IReadOnlyList<ElfSection> Sections => sections;

    /// <summary>Opens an image that lies in memory.</summary>
    /// <param name="image">The bytes of the file.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidDataException">It is not a little-endian ELF64 file, or it is cut off.</exception>
    public static ElfFile Parse(ReadOnlyMemory<byte> image)
    {
        ReadOnlySpan<byte> identification = image.Span;
        if (identification.Length < 64 || !identification.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("not a little-endian ELF64 file");
        }

        try
        {
            return new ElfFile(image);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("the ELF file is cut off");
        }
    }

    /// <summary>The section of that name, or null.</summary>
    /// <param name="name">For example <c>.debug_line</c>.</param>
    /// <returns>The first section of the name.</returns>
    public ElfSection? FindSection(string name) => sections.Find(section => section.Name == name);

    /// <summary>The functions and labels that lie in sections with code, in the order of the file.</summary>
    /// <returns>The symbols; empty when the file is stripped.</returns>
    public IEnumerable<ElfSymbol> ReadCodeSymbols()
    {
        ElfSection? table = sections.Find(section => section.Type == ElfSection.SymbolTableType);
        if (table is null)
        {
            yield break;
        }

        ReadOnlyMemory<byte> strings = sections[table.Link].Content;
        for (int offset = SymbolSize; offset + SymbolSize <= table.Content.Length; offset += SymbolSize)
        {
            ReadOnlySpan<byte> entry = table.Content.Span.Slice(offset, SymbolSize);
            int type = entry[4] & 0xF;
            int sectionIndex = BinaryPrimitives.ReadUInt16LittleEndian(entry[6..]);
            if (type is not (NoType or FunctionType) || sectionIndex == 0 || sectionIndex >= sections.Count)
            {
                continue;
            }

            ElfSection section = sections[sectionIndex];
            if (section.IsExecutable)
            {
                yield return new ElfSymbol(
                    ReadString(strings.Span, (int)BinaryPrimitives.ReadUInt32LittleEndian(entry)),
                    BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
                    section.Address + (ulong)section.Content.Length);
            }
        }
    }

    private void ReadSections(ReadOnlyMemory<byte> image)
    {
        ReadOnlySpan<byte> header = image.Span;
        int tableOffset = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3C..]);
        int namesIndex = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3E..]);
        if (count == 0)
        {
            return;
        }

        ReadOnlyMemory<byte> names = ReadContent(image, tableOffset + (namesIndex * SectionHeaderSize));
        for (int i = 0; i < count; i++)
        {
            int offset = tableOffset + (i * SectionHeaderSize);
            ReadOnlySpan<byte> entry = image.Span.Slice(offset, SectionHeaderSize);
            sections.Add(new ElfSection(
                ReadString(names.Span, (int)BinaryPrimitives.ReadUInt32LittleEndian(entry)),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[0x10..]),
                ReadContent(image, offset),
                (int)BinaryPrimitives.ReadUInt32LittleEndian(entry[0x28..])));
        }
    }

    private static ReadOnlyMemory<byte> ReadContent(ReadOnlyMemory<byte> image, int headerOffset)
    {
        ReadOnlySpan<byte> entry = image.Span.Slice(headerOffset, SectionHeaderSize);
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) == ElfSection.NoBitsType)
        {
            return default;
        }

        return image.Slice(
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(entry[0x18..])),
            checked((int)BinaryPrimitives.ReadUInt64LittleEndian(entry[0x20..])));
    }

    private static string ReadString(ReadOnlySpan<byte> strings, int offset)
    {
        ReadOnlySpan<byte> text = strings[offset..];
        int end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }
}
