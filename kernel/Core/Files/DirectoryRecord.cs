using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Writes entries of a directory as <c>getdents(2)</c> and <c>getdents64(2)</c> give them.</summary>
internal static class DirectoryRecord
{
    // d_ino and d_off have eight bytes, d_reclen two; the newer structure has d_type of one before the name with its NUL.
    private const int NextOffset = 8;
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int HeadSize = 18;
    private const int TypeSize = 1;
    private const int TerminatorSize = 1;
    private const int Alignment = 8;

    /// <summary>Bytes of the record of a name of 255 bytes.</summary>
    public const int LargestSize = (HeadSize + TypeSize + PathLimits.NameMax + TerminatorSize + Alignment - 1) & ~(Alignment - 1);

    /// <summary>Bytes of an entry's record: the same in both structures.</summary>
    public static int SizeOf(in DirectoryEntry entry) =>
        (HeadSize + TypeSize + entry.Name.Length + TerminatorSize + Alignment - 1) & ~(Alignment - 1);

    /// <summary>Writes an entry.</summary>
    /// <param name="record">So many bytes as <see cref="SizeOf"/> says.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="format">The structure.</param>
    public static void Write(Span<byte> record, in DirectoryEntry entry, DirectoryFormat format)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(record, entry.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(record[NextOffset..], entry.Next);
        BinaryPrimitives.WriteUInt16LittleEndian(record[LengthOffset..], (ushort)record.Length);
        bool isOld = format == DirectoryFormat.Dirent;
        Span<byte> name = record[(isOld ? HeadSize : HeadSize + TypeSize)..];
        entry.Name.Span.CopyTo(name);
        name[entry.Name.Length..].Clear();
        record[isOld ? ^1 : TypeOffset] = (byte)entry.Type;
    }
}
