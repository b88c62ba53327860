using System;
using System.Buffers.Binary;
using System.Text;

namespace Lodestar.Symbols;

/// <summary>Reads numbers and strings one after the other, as DWARF lays them out (DWARF 4, section 7).</summary>
public ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>The offset of the next byte.</summary>
    public int Position { get; set; }

    /// <summary>Whether all bytes were read.</summary>
    public readonly bool AtEnd => Position >= bytes.Length;

    /// <summary>Reads one byte.</summary>
    /// <returns>The byte.</returns>
    public byte ReadByte() => bytes[Position++];

    /// <summary>Reads a little-endian number of 2 bytes.</summary>
    /// <returns>The number.</returns>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads a little-endian number of 4 bytes.</summary>
    /// <returns>The number.</returns>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads a little-endian number of 8 bytes.</summary>
    /// <returns>The number.</returns>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads an unsigned LEB128 number.</summary>
    /// <returns>The number.</returns>
    public ulong ReadUleb()
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Reads a signed LEB128 number.</summary>
    /// <returns>The number.</returns>
    public long ReadSleb()
    {
        long value = 0;
        int shift = 0;
        byte next;
        do
        {
            next = ReadByte();
            value |= (long)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return shift < 64 && (next & 0x40) != 0 ? value | (-1L << shift) : value;
    }

    /// <summary>Reads a string up to its zero byte.</summary>
    /// <returns>The string.</returns>
    public string ReadString()
    {
        int length = bytes[Position..].IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(bytes.Slice(Position, length));
        Position += length + 1;
        return text;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> part = bytes.Slice(Position, count);
        Position += count;
        return part;
    }
}
