using System;
namespace Lodestar.Machine.Diagnostics;

/// <summary>
/// Reads numbers one after the other from a part of the symbol table. It never reads outside of the part: a number
/// that is cut off or too long is reported by the return value, so that a damaged table cannot harm a panic.
/// </summary>
internal ref struct SymbolTableReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestNumber = 35; // shift of a fifth byte and more: a number of the table has at most 33 bits

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Offset of the next byte from the start of the part.</summary>
    public int Position { get; private set; }

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => Position >= bytes.Length;

    /// <summary>Reads an unsigned LEB128 number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>False when the part ends first or the number does not fit.</returns>
    public bool TryReadNumber(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift <= LongestNumber && Position < bytes.Length; shift += 7)
        {
            byte next = bytes[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a number of bytes and steps over as many.</summary>
    /// <param name="start">Offset of the first of them from the start of the part.</param>
    /// <param name="length">How many there are.</param>
    /// <returns>False when the part ends first.</returns>
    public bool TryReadBlob(out int start, out int length)
    {
        bool good = TryReadNumber(out ulong count) && count <= (ulong)(bytes.Length - Position);
        start = Position;
        length = good ? (int)count : 0;
        Position += length;
        return good;
    }
}
