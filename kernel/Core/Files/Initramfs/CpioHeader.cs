using System;
using System.Buffers.Text;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Initramfs;

/// <summary>
/// The header of an entry in a cpio archive of the formats "newc" and "crc" (<c>cpio(5)</c>; Linux,
/// <c>Documentation/driver-api/early-userspace/buffer-format.rst</c>): a magic number of six characters, then 13 numbers of
/// eight hexadecimal digits.
/// </summary>
internal readonly struct CpioHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = MagicLength + (Fields * FieldLength);

    /// <summary>Header with name, and content, both begin at a multiple of this, counted from the beginning of the archive.</summary>
    public const int Alignment = 4;

    private const int MagicLength = 6;
    private const int FieldLength = 8;
    private const int Fields = 13;

    public uint Inode { get; private init; }

    public FileMode Mode { get; private init; }

    public uint UserId { get; private init; }

    public uint GroupId { get; private init; }

    public uint LinkCount { get; private init; }

    /// <summary>Seconds since 1970.</summary>
    public uint Modified { get; private init; }

    /// <summary>Bytes of content.</summary>
    public uint FileSize { get; private init; }

    public DeviceNumber Device { get; private init; }

    public DeviceNumber RepresentedDevice { get; private init; }

    /// <summary>Bytes of the name with its NUL.</summary>
    public uint NameSize { get; private init; }

    /// <summary>The sum of the content's bytes, modulo 2^32, in the format "crc".</summary>
    public uint Checksum { get; private init; }

    public bool HasChecksum { get; private init; }

    private static ReadOnlySpan<byte> NewcMagic => "070701"u8;

    private static ReadOnlySpan<byte> CrcMagic => "070702"u8;

    private static ReadOnlySpan<byte> OdcMagic => "070707"u8;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes"><see cref="Size"/> bytes.</param>
    /// <param name="header">The header.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CpioHeader header, out string problem)
    {
        header = default;
        problem = "";
        bool hasChecksum = bytes.StartsWith(CrcMagic);
        if (!hasChecksum && !bytes.StartsWith(NewcMagic))
        {
            problem = bytes.StartsWith(OdcMagic)
                ? "old cpio format; the archive has to be made with format newc"
                : "no cpio header";
            return false;
        }

        Span<uint> fields = stackalloc uint[Fields];
        for (int i = 0; i < Fields; i++)
        {
            if (!TryReadHex(bytes.Slice(MagicLength + (i * FieldLength), FieldLength), out fields[i]))
            {
                problem = "a number in a cpio header is not hexadecimal";
                return false;
            }
        }

        header = new CpioHeader
        {
            Inode = fields[0],
            Mode = (FileMode)fields[1],
            UserId = fields[2],
            GroupId = fields[3],
            LinkCount = fields[4],
            Modified = fields[5],
            FileSize = fields[6],
            Device = new DeviceNumber(fields[7], fields[8]),
            RepresentedDevice = new DeviceNumber(fields[9], fields[10]),
            NameSize = fields[11],
            Checksum = fields[12],
            HasChecksum = hasChecksum,
        };
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out uint value) =>
        Utf8Parser.TryParse(digits, out value, out int used, 'x') && used == digits.Length;
}
