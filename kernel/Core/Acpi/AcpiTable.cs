using System;
using System.Buffers.Binary;
using System.Text;

namespace Lodestar.Core.Acpi;

/// <summary>
/// A system description table, copied out of the firmware's memory (ACPI 6.5, 5.2.6). What lies behind its end reads as zeros:
/// older tables are shorter, and a field that they do not have is one that says nothing.
/// </summary>
public sealed class AcpiTable
{
    /// <summary>Bytes of the header that every table begins with.</summary>
    public const int HeaderSize = 36;

    /// <summary>Bytes that no table reaches; a longer one is none.</summary>
    public const int LongestTable = 4 << 20;

    private const int SignatureLength = 4;
    private const int LengthOffset = 4;
    private const int RevisionOffset = 8;
    private const int OemIdOffset = 10;
    private const int OemIdLength = 6;

    private readonly byte[] _bytes;

    private AcpiTable(ulong address, byte[] bytes)
    {
        Address = address;
        _bytes = bytes;
    }

    /// <summary>The physical address.</summary>
    public ulong Address { get; }

    /// <summary>Four characters, such as <c>APIC</c>.</summary>
    public string Signature => TextAt(_bytes, 0, SignatureLength);

    /// <summary>The version of the table's layout.</summary>
    public byte Revision => _bytes[RevisionOffset];

    /// <summary>Who made it, up to six characters.</summary>
    public string OemId => TextAt(_bytes, OemIdOffset, OemIdLength).TrimEnd(' ', '?');

    /// <summary>The whole table, <see cref="HeaderSize"/> or more.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Copies a table out of memory; null, with a sentence, when there is no sound one at the address.</summary>
    public static AcpiTable? TryRead(FirmwareReader read, ulong address, out string? problem)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (!read(address, header))
        {
            problem = $"no table can be read at 0x{address:x}";
            return null;
        }

        string signature = TextAt(header, 0, SignatureLength);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[LengthOffset..]);
        if (length is < HeaderSize or > LongestTable)
        {
            problem = $"{signature} at 0x{address:x} has a length of {length} bytes";
            return null;
        }

        byte[] bytes = new byte[length];
        if (!read(address, bytes))
        {
            problem = $"{signature} at 0x{address:x} cannot be read: {length} bytes";
            return null;
        }

        // Memory that changes between the two looks is none that the firmware has finished with.
        bool isSound = bytes.AsSpan().StartsWith(header) && SumOf(bytes) == 0;
        problem = isSound ? null : $"{signature} at 0x{address:x} has a wrong checksum";
        return isSound ? new AcpiTable(address, bytes) : null;
    }

    /// <summary>The sum of bytes, modulo 256: 0 for what has a right checksum in it.</summary>
    public static byte SumOf(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte value in bytes)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>A field of one byte.</summary>
    public byte ReadByte(int offset) => offset < _bytes.Length ? _bytes[offset] : (byte)0;

    /// <summary>A field of two bytes.</summary>
    public ushort ReadUInt16(int offset) =>
        Holds(offset, sizeof(ushort)) ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(offset)) : (ushort)0;

    /// <summary>A field of four bytes.</summary>
    public uint ReadUInt32(int offset) =>
        Holds(offset, sizeof(uint)) ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset)) : 0;

    /// <summary>A field of eight bytes.</summary>
    public ulong ReadUInt64(int offset) =>
        Holds(offset, sizeof(ulong)) ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(offset)) : 0;

    /// <summary>A register's address.</summary>
    public GenericAddress ReadAddress(int offset)
    {
        const int AddressOffset = 4;
        return Holds(offset, GenericAddress.Size)
            ? new GenericAddress(
                (AddressSpaceKind)_bytes[offset], _bytes[offset + 1], _bytes[offset + 2], _bytes[offset + 3],
                ReadUInt64(offset + AddressOffset))
            : default;
    }

    private bool Holds(int offset, int length) => offset <= _bytes.Length - length;

    /// <summary>ASCII; what cannot be printed becomes a question mark.</summary>
    private static string TextAt(ReadOnlySpan<byte> bytes, int offset, int length)
    {
        Span<byte> text = stackalloc byte[length];
        bytes.Slice(offset, length).CopyTo(text);
        foreach (ref byte value in text)
        {
            value = value is >= (byte)' ' and <= (byte)'~' ? value : (byte)'?';
        }

        return Encoding.ASCII.GetString(text);
    }
}
