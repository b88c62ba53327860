using System;
using System.Buffers.Binary;

namespace Lodestar.Machine.Diagnostics;

/// <content>The texts of the table: they are unpacked straight into the caller's buffer.</content>
public readonly ref partial struct SymbolTable
{
    /// <summary>
    /// Writes a line of a stack trace: <c>Lodestar.Core.Foo.Bar(int) in kernel/Core/Foo.cs:line 12</c>, or
    /// <c>label+0x1f</c> where no line is known.
    /// </summary>
    /// <param name="address">As for <see cref="TryFind"/>.</param>
    /// <param name="destination">Takes the text; a text that does not fit is cut off.</param>
    /// <param name="written">Characters written.</param>
    /// <returns>False when the address is not found; nothing is written then.</returns>
    public bool TryFormat(ulong address, Span<char> destination, out int written)
    {
        written = 0;
        if (!TryFind(address, out SymbolInfo info))
        {
            return false;
        }

        written = WriteName(info, destination);
        if (info.Line == 0)
        {
            Append("+0x", destination, ref written);
            AppendNumber(info.Offset, 16, destination, ref written);
        }
        else
        {
            Append(" in ", destination, ref written);
            written += WriteFile(info, destination[written..]);
            Append(":line ", destination, ref written);
            AppendNumber((uint)info.Line, 10, destination, ref written);
        }

        return true;
    }

    /// <summary>Writes the name of a function with namespace, type and parameter types.</summary>
    /// <param name="info">From <see cref="TryFind"/> of the same table.</param>
    /// <param name="destination">Takes the text; a text that does not fit is cut off.</param>
    /// <returns>Characters written.</returns>
    public int WriteName(in SymbolInfo info, Span<char> destination)
    {
        int written = 0;
        if (info.Scope != 0)
        {
            UnpackEntry(
                SymbolTableFormat.ScopesOffset, SymbolTableFormat.ScopeCountOffset, info.Scope - 1, destination, ref written);
            Append(".", destination, ref written);
        }

        if (info.MemberOffset >= 0 && info.MemberLength >= 0 && info.MemberOffset <= table.Length - info.MemberLength)
        {
            Unpack(table.Slice(info.MemberOffset, info.MemberLength), destination, ref written);
        }

        return written;
    }

    /// <summary>Writes the path of the source file, from the root of the repository.</summary>
    /// <param name="info">From <see cref="TryFind"/> of the same table.</param>
    /// <param name="destination">Takes the text; a text that does not fit is cut off.</param>
    /// <returns>Characters written; 0 when the line is not known.</returns>
    public int WriteFile(in SymbolInfo info, Span<char> destination)
    {
        int written = 0;
        if (info.Line != 0)
        {
            UnpackEntry(
                SymbolTableFormat.FilesOffset, SymbolTableFormat.FileCountOffset, info.File, destination, ref written);
        }

        return written;
    }

    private void UnpackEntry(int offsetField, int countField, uint index, Span<char> destination, ref int written)
    {
        if (table.IsEmpty)
        {
            return;
        }

        ulong count = ReadHeader(table, countField);
        ulong offsets = ReadHeader(table, offsetField);
        ulong strings = offsets + ((count + 1) * sizeof(uint));
        if (index >= count || strings > (ulong)table.Length)
        {
            return;
        }

        int entry = (int)offsets + ((int)index * sizeof(uint));
        ulong start = strings + ReadUInt32(table, entry);
        ulong end = strings + ReadUInt32(table, entry + sizeof(uint));
        if (start <= end && end <= (ulong)table.Length)
        {
            Unpack(table[(int)start..(int)end], destination, ref written);
        }
    }

    private void Unpack(ReadOnlySpan<byte> packed, Span<char> destination, ref int written)
    {
        const int OffsetsSize = (SymbolTableFormat.TokenCount + 1) * sizeof(ushort);
        uint offsetsStart = ReadHeader(table, SymbolTableFormat.TokensOffset);
        if (offsetsStart > (uint)table.Length || table.Length - (int)offsetsStart < OffsetsSize)
        {
            return;
        }

        ReadOnlySpan<byte> offsets = table.Slice((int)offsetsStart, OffsetsSize);
        ReadOnlySpan<byte> tokens = table[((int)offsetsStart + OffsetsSize)..];
        foreach (byte token in packed)
        {
            int start = BinaryPrimitives.ReadUInt16LittleEndian(offsets[(token * sizeof(ushort))..]);
            int end = BinaryPrimitives.ReadUInt16LittleEndian(offsets[((token + 1) * sizeof(ushort))..]);
            if (end > tokens.Length)
            {
                return;
            }

            for (int i = start; i < end && written < destination.Length; i++)
            {
                destination[written++] = (char)tokens[i];
            }
        }
    }

    private static void Append(ReadOnlySpan<char> text, Span<char> destination, ref int written)
    {
        foreach (char c in text)
        {
            if (written < destination.Length)
            {
                destination[written++] = c;
            }
        }
    }

    private static void AppendNumber(uint value, uint radix, Span<char> destination, ref int written)
    {
        Span<char> digits = stackalloc char[10];
        int start = digits.Length;
        do
        {
            uint digit = value % radix;
            digits[--start] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            value /= radix;
        }
        while (value != 0);

        Append(digits[start..], destination, ref written);
    }
}
