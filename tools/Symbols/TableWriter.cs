using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Symbols;

/// <summary>Writes the table that <see cref="SymbolTableFormat"/> describes.</summary>
public static class TableWriter
{
    /// <summary>Makes a table.</summary>
    /// <param name="functions">The functions by address, without overlaps.</param>
    /// <param name="imageBase">The address that all others count from; no function lies more than 4 GiB above.</param>
    /// <returns>The bytes of the table.</returns>
    /// <exception cref="InvalidDataException">A function lies out of reach, or two overlap.</exception>
    public static byte[] Write(IReadOnlyList<Function> functions, ulong imageBase)
    {
        var scopes = new Numbering(functions.Select(function => function.Name.Scope).Where(scope => scope.Length != 0));
        var files = new Numbering(functions.SelectMany(function => function.Lines).Select(row => row.File));
        var packer = new PairPacker(
            functions.Select(function => function.Name.Member).Concat(scopes.Strings).Concat(files.Strings));

        var table = new MemoryStream();
        table.SetLength(SymbolTableFormat.HeaderSize);
        var header = new byte[SymbolTableFormat.HeaderSize];
        table.Position = header.Length;

        Mark(SymbolTableFormat.TokensOffset);
        WriteStrings(table, packer.Tokens, sizeof(ushort));
        Mark(SymbolTableFormat.ScopesOffset);
        WriteStrings(table, scopes.Strings.Select(packer.Pack).ToList(), sizeof(uint));
        Mark(SymbolTableFormat.FilesOffset);
        WriteStrings(table, files.Strings.Select(packer.Pack).ToList(), sizeof(uint));
        (byte[] blocks, byte[] stream) = WriteFunctions(functions, imageBase, scopes, files, packer);
        Mark(SymbolTableFormat.BlocksOffset);
        table.Write(blocks);
        Mark(SymbolTableFormat.FunctionsOffset);
        table.Write(stream);

        Set(SymbolTableFormat.MagicOffset, SymbolTableFormat.Magic);
        Set(SymbolTableFormat.VersionOffset, SymbolTableFormat.Version);
        Set(SymbolTableFormat.SizeOffset, (uint)table.Length);
        Set(SymbolTableFormat.FunctionCountOffset, (uint)functions.Count);
        Set(SymbolTableFormat.ScopeCountOffset, (uint)scopes.Strings.Count);
        Set(SymbolTableFormat.FileCountOffset, (uint)files.Strings.Count);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(SymbolTableFormat.ImageBaseOffset), imageBase);
        byte[] result = table.ToArray();
        header.CopyTo(result, 0);
        return result;

        void Mark(int field) => Set(field, (uint)table.Position);
        void Set(int field, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(field), value);
    }

    private static (byte[] Blocks, byte[] Stream) WriteFunctions(
        IReadOnlyList<Function> functions, ulong imageBase, Numbering scopes, Numbering files, PairPacker packer)
    {
        var blocks = new MemoryStream();
        var stream = new MemoryStream();
        ulong end = imageBase;
        for (int i = 0; i < functions.Count; i++)
        {
            Function function = functions[i];
            if (function.Address < end || function.Address - imageBase + function.Size > uint.MaxValue)
            {
                throw new InvalidDataException($"{function.Name} at 0x{function.Address:x} overlaps or is out of reach");
            }

            if (i % SymbolTableFormat.FunctionsPerBlock == 0)
            {
                WriteNumber(blocks, (uint)(function.Address - imageBase), sizeof(uint));
                WriteNumber(blocks, (uint)stream.Length, sizeof(uint));
                end = function.Address;
            }

            WriteUleb(stream, function.Address - end);
            WriteUleb(stream, function.Size);
            WriteUleb(stream, function.Name.Scope.Length == 0 ? 0 : scopes.IndexOf(function.Name.Scope) + 1u);
            WriteBlob(stream, packer.Pack(function.Name.Member));
            WriteBlob(stream, EncodeLines(function, files));
            end = function.Address + function.Size;
        }

        return (blocks.ToArray(), stream.ToArray());
    }

    private static byte[] EncodeLines(Function function, Numbering files)
    {
        var rows = new MemoryStream();
        ulong address = function.Address;
        string? file = null;
        long line = 0;
        foreach (LineRow row in function.Lines)
        {
            bool fileChanges = row.File != file;
            WriteUleb(rows, ((row.Address - address) << 1) | (fileChanges ? 1u : 0u));
            if (fileChanges)
            {
                WriteUleb(rows, files.IndexOf(row.File));
            }

            long step = row.Line - line;
            WriteUleb(rows, (ulong)((step << 1) ^ (step >> 63)));
            (address, file, line) = (row.Address, row.File, row.Line);
        }

        return rows.ToArray();
    }

    private static void WriteStrings(MemoryStream table, IReadOnlyList<byte[]> strings, int offsetSize)
    {
        uint offset = 0;
        WriteNumber(table, offset, offsetSize);
        foreach (byte[] text in strings)
        {
            offset += (uint)text.Length;
            WriteNumber(table, offset, offsetSize);
        }

        foreach (byte[] text in strings)
        {
            table.Write(text);
        }
    }

    private static void WriteNumber(MemoryStream target, uint value, int size)
    {
        for (int i = 0; i < size; i++, value >>= 8)
        {
            target.WriteByte((byte)value);
        }
    }

    private static void WriteBlob(MemoryStream target, byte[] bytes)
    {
        WriteUleb(target, (uint)bytes.Length);
        target.Write(bytes);
    }

    private static void WriteUleb(MemoryStream target, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            target.WriteByte((byte)(value | 0x80));
        }

        target.WriteByte((byte)value);
    }
}
