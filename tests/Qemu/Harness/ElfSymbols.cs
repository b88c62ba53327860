using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>The symbols of a 64-bit little-endian ELF file (System V ABI, "Symbol Table"), for naming an address.</summary>
internal sealed class ElfSymbols
{
    private const uint SymbolTableSection = 2;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int TypeMask = 0xf;
    private const int TypeSection = 3;
    private const int TypeFile = 4;

    private readonly List<(ulong Address, string Name)> _symbols = [];

    private ElfSymbols(ReadOnlySpan<byte> file)
    {
        int sections = (int)MemoryMarshal.Read<ulong>(file[0x28..]);
        int count = MemoryMarshal.Read<ushort>(file[0x3c..]);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> header = file.Slice(sections + (index * SectionHeaderSize), SectionHeaderSize);
            if (MemoryMarshal.Read<uint>(header[4..]) == SymbolTableSection)
            {
                int link = (int)MemoryMarshal.Read<uint>(header[0x28..]);
                ReadOnlySpan<byte> names = Content(file, file.Slice(sections + (link * SectionHeaderSize), SectionHeaderSize));
                Read(Content(file, header), names);
            }
        }

        _symbols.Sort(static (a, b) => a.Address.CompareTo(b.Address));
    }

    /// <summary>Reads a file's symbols.</summary>
    internal static ElfSymbols Load(string path) => new(File.ReadAllBytes(path));

    /// <summary>The name of the symbol at or before an address and the distance to it, or the bare address.</summary>
    internal string Describe(ulong address)
    {
        int index = _symbols.BinarySearch((address, ""), Comparer<(ulong Address, string Name)>.Create(static (a, b) => a.Address.CompareTo(b.Address)));
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? $"0x{address:x}" : $"0x{address:x} {_symbols[index].Name}+0x{address - _symbols[index].Address:x}";
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header) =>
        file.Slice((int)MemoryMarshal.Read<ulong>(header[0x18..]), (int)MemoryMarshal.Read<ulong>(header[0x20..]));

    private void Read(ReadOnlySpan<byte> table, ReadOnlySpan<byte> names)
    {
        for (; table.Length >= SymbolSize; table = table[SymbolSize..])
        {
            ReadOnlySpan<byte> name = names[(int)MemoryMarshal.Read<uint>(table)..];
            name = name[..name.IndexOf((byte)0)];
            bool defined = MemoryMarshal.Read<ushort>(table[6..]) != 0;
            if (defined && !name.IsEmpty && (table[4] & TypeMask) is not (TypeSection or TypeFile))
            {
                _symbols.Add((MemoryMarshal.Read<ulong>(table[8..]), Encoding.UTF8.GetString(name)));
            }
        }
    }
}
