using System;
using System.Buffers.Binary;

namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// Finds function, file and line of an address in the table that tools/Symbols puts into the image
/// (<see cref="SymbolTableFormat"/>). It allocates nothing and takes no lock, so that a panic can use it at any time,
/// and it trusts nothing in the table: a damaged one gives "not found".
/// </summary>
public readonly ref partial struct SymbolTable
{
    private const int BlockSize = 2 * sizeof(uint);

    private readonly ReadOnlySpan<byte> table;
    private readonly ReadOnlySpan<byte> blocks;
    private readonly ReadOnlySpan<byte> functions;
    private readonly ulong imageBase;

    /// <summary>Opens a table.</summary>
    /// <param name="bytes">The table; bytes behind its end do no harm. A table that is none finds nothing.</param>
    public SymbolTable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SymbolTableFormat.HeaderSize
            || ReadHeader(bytes, SymbolTableFormat.MagicOffset) != SymbolTableFormat.Magic
            || ReadHeader(bytes, SymbolTableFormat.VersionOffset) != SymbolTableFormat.Version)
        {
            return;
        }

        uint size = ReadHeader(bytes, SymbolTableFormat.SizeOffset);
        uint blocksStart = ReadHeader(bytes, SymbolTableFormat.BlocksOffset);
        uint functionsStart = ReadHeader(bytes, SymbolTableFormat.FunctionsOffset);
        if (size > (uint)bytes.Length || blocksStart > functionsStart || functionsStart > size)
        {
            return;
        }

        table = bytes[..(int)size];
        blocks = table[(int)blocksStart..(int)functionsStart];
        functions = table[(int)functionsStart..];
        imageBase = BinaryPrimitives.ReadUInt64LittleEndian(bytes[SymbolTableFormat.ImageBaseOffset..]);
    }

    /// <summary>Finds the function that an address lies in.</summary>
    /// <param name="address">
    /// The address of an instruction. A return address lies behind its call: pass the address before it.
    /// </param>
    /// <param name="info">What the table says.</param>
    /// <returns>False when the address belongs to no function of the image, or the table is damaged.</returns>
    public bool TryFind(ulong address, out SymbolInfo info)
    {
        info = default;
        ulong target = address - imageBase;
        int block = FindBlock(target);
        if (block < 0)
        {
            return false;
        }

        uint streamOffset = ReadUInt32(blocks, (block * BlockSize) + sizeof(uint));
        if (streamOffset > (uint)functions.Length)
        {
            return false;
        }

        var reader = new SymbolTableReader(functions[(int)streamOffset..]);
        ulong position = ReadUInt32(blocks, block * BlockSize);
        for (int i = 0; i < SymbolTableFormat.FunctionsPerBlock && !reader.AtEnd; i++)
        {
            if (!reader.TryReadNumber(out ulong gap) || !reader.TryReadNumber(out ulong size)
                || !reader.TryReadNumber(out ulong scope)
                || !reader.TryReadBlob(out int memberStart, out int memberLength)
                || !reader.TryReadBlob(out int linesStart, out int linesLength))
            {
                return false;
            }

            position += gap;
            if (target < position)
            {
                return false;
            }

            if (target - position < size)
            {
                int streamStart = table.Length - functions.Length + (int)streamOffset;
                ReadOnlySpan<byte> rows = table.Slice(streamStart + linesStart, linesLength);
                int line = FindLine(rows, target - position, out uint file);
                info = new SymbolInfo
                {
                    Start = imageBase + position,
                    Size = (uint)size,
                    Offset = (uint)(target - position),
                    Line = line,
                    File = file,
                    Scope = (uint)scope,
                    MemberOffset = streamStart + memberStart,
                    MemberLength = memberLength,
                };
                return true;
            }

            position += size;
        }

        return false;
    }

    /// <summary>The last block that starts at or before an offset from the image base, or -1.</summary>
    private int FindBlock(ulong target)
    {
        int low = 0;
        int high = blocks.Length / BlockSize;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ReadUInt32(blocks, middle * BlockSize) <= target)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    /// <summary>The line of the last row at or before an offset in the function; 0 when there is none.</summary>
    private static int FindLine(ReadOnlySpan<byte> rows, ulong offset, out uint file)
    {
        var reader = new SymbolTableReader(rows);
        file = 0;
        ulong position = 0;
        long line = 0;
        uint rowFile = 0;
        while (!reader.AtEnd)
        {
            if (!reader.TryReadNumber(out ulong step))
            {
                return 0;
            }

            position += step >> 1;

            // Code before the first row is the function's prolog: it belongs to the first line.
            if (position > offset && line != 0)
            {
                break;
            }

            ulong newFile = rowFile;
            if (((step & 1) != 0 && !reader.TryReadNumber(out newFile)) || !reader.TryReadNumber(out ulong lineStep))
            {
                return 0;
            }

            rowFile = (uint)newFile;
            line += (long)(lineStep >> 1) ^ -(long)(lineStep & 1);
        }

        file = rowFile;
        return line is > 0 and <= int.MaxValue ? (int)line : 0;
    }

    private static uint ReadHeader(ReadOnlySpan<byte> bytes, int field) => ReadUInt32(bytes, field);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);
}
