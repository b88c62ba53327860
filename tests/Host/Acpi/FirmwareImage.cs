using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Acpi;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>A firmware's memory with tables in it: nothing but what a test has put there can be read.</summary>
internal sealed class FirmwareImage
{
    private const int ChecksumOffset = 9;

    private readonly SortedDictionary<ulong, byte[]> _pieces = [];

    /// <summary>Bytes read so far.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>The pieces, to be damaged.</summary>
    internal IEnumerable<byte[]> Pieces => _pieces.Values;

    /// <summary>A table with a right length and a right checksum.</summary>
    internal static byte[] Table(string signature, byte revision, ReadOnlySpan<byte> content)
    {
        byte[] table = new byte[AcpiTable.HeaderSize + content.Length];
        Encoding.ASCII.GetBytes(signature).CopyTo(table, 0);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), table.Length);
        table[8] = revision;
        "TESTER"u8.CopyTo(table.AsSpan(10));
        content.CopyTo(table.AsSpan(AcpiTable.HeaderSize));
        return Sign(table, ChecksumOffset);
    }

    /// <summary>Makes the sum of all bytes zero by the one at an offset.</summary>
    internal static byte[] Sign(byte[] bytes, int offset)
    {
        bytes[offset] = 0;
        bytes[offset] = (byte)-AcpiTable.SumOf(bytes);
        return bytes;
    }

    /// <summary>A list of tables.</summary>
    internal static byte[] List(bool isLong, params ulong[] addresses) =>
        Table(isLong ? "XSDT" : "RSDT", 1, [.. addresses.SelectMany(address => isLong ? Number(address, 8) : Number(address, 4))]);

    /// <summary>A root pointer.</summary>
    internal static byte[] Root(byte revision, uint rsdt, ulong xsdt)
    {
        byte[] root = [.. "RSD PTR "u8, 0, .. "TESTER"u8, revision, .. Number(rsdt, 4)];
        Sign(root, 8);
        return revision < 2 ? root : Sign([.. root, .. Number(36, 4), .. Number(xsdt, 8), 0, 0, 0, 0], 32);
    }

    /// <summary>A number, little-endian.</summary>
    internal static byte[] Number(ulong value, int width)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes[..width];
    }

    /// <summary>Puts bytes somewhere.</summary>
    internal FirmwareImage Put(ulong address, byte[] bytes)
    {
        _pieces[address] = bytes;
        return this;
    }

    /// <summary>Reads them.</summary>
    internal bool Read(ulong address, Span<byte> destination)
    {
        foreach ((ulong start, byte[] bytes) in _pieces)
        {
            if (address >= start && address - start <= (ulong)bytes.Length && (ulong)bytes.Length - (address - start) >= (ulong)destination.Length)
            {
                bytes.AsSpan((int)(address - start), destination.Length).CopyTo(destination);
                BytesRead += destination.Length;
                return true;
            }
        }

        return false;
    }
}
