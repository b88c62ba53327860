using System;
using System.Buffers.Binary;

namespace Lodestar.Core.Acpi;

/// <summary>The root system description pointer (ACPI 6.5, 5.2.5.3): where the tables are.</summary>
/// <param name="Revision">0 for version 1, which has no <paramref name="Xsdt"/>; 2 today.</param>
/// <param name="Rsdt">The physical address of the table of 32-bit addresses; 0 for none.</param>
/// <param name="Xsdt">The physical address of the table of 64-bit addresses; 0 for none.</param>
public readonly record struct Rsdp(byte Revision, ulong Rsdt, ulong Xsdt)
{
    /// <summary>Bytes of version 1, which have a checksum of their own in every version.</summary>
    public const int FirstSize = 20;

    /// <summary>Bytes from version 2 on.</summary>
    public const int Size = 36;

    private const int RevisionOffset = 15;
    private const int RsdtOffset = 16;
    private const int XsdtOffset = 24;
    private const byte FirstWithXsdt = 2;

    /// <summary>It starts at multiples of this, if nobody says where (ACPI 6.5, 5.2.5.1).</summary>
    private const int Alignment = 16;

    private const ulong BiosStart = 0xe_0000;
    private const int BiosLength = 0x2_0000;

    /// <summary>Where a BIOS leaves the segment of its extended data area.</summary>
    private const ulong ExtendedDataPointer = 0x40e;
    private const int ExtendedDataLength = 1024;
    private const uint LowestExtendedData = 0x8_0000;
    private const uint HighestExtendedData = 0xa_0000 - ExtendedDataLength;

    private static ReadOnlySpan<byte> Signature => "RSD PTR "u8;

    /// <summary>Reads one; null when the bytes are none, or have a wrong checksum.</summary>
    /// <param name="bytes">From its beginning on; 20 are enough for what version 1 has.</param>
    public static Rsdp? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FirstSize || !bytes.StartsWith(Signature) || AcpiTable.SumOf(bytes[..FirstSize]) != 0)
        {
            return null;
        }

        byte revision = bytes[RevisionOffset];
        ulong rsdt = BinaryPrimitives.ReadUInt32LittleEndian(bytes[RsdtOffset..]);
        bool hasXsdt = revision >= FirstWithXsdt && bytes.Length >= Size && AcpiTable.SumOf(bytes[..Size]) == 0;
        return new Rsdp(revision, rsdt, hasXsdt ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[XsdtOffset..]) : 0);
    }

    /// <summary>
    /// Looks for one where a BIOS puts it: in the first KiB of its extended data area, and between 0xe0000 and 1 MiB; null
    /// when there is none.
    /// </summary>
    public static Rsdp? Search(FirmwareReader read)
    {
        const int ParagraphShift = 4;
        Span<byte> segment = stackalloc byte[sizeof(ushort)];
        if (read(ExtendedDataPointer, segment))
        {
            uint start = (uint)BinaryPrimitives.ReadUInt16LittleEndian(segment) << ParagraphShift;
            if (start is >= LowestExtendedData and <= HighestExtendedData && Search(read, start, ExtendedDataLength) is { } found)
            {
                return found;
            }
        }

        return Search(read, BiosStart, BiosLength);
    }

    private static Rsdp? Search(FirmwareReader read, ulong start, int length)
    {
        byte[] area = new byte[length];
        if (!read(start, area))
        {
            return null;
        }

        for (int offset = 0; offset <= length - FirstSize; offset += Alignment)
        {
            if (TryRead(area.AsSpan(offset)) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
