using System;
using System.Buffers.Binary;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>An open directory. Its position is the number of entries that were listed, so listing is stable across calls.</summary>
public sealed class DirectoryFile(DirectoryInode directory, OpenFlags flags) : OpenFile(directory, flags)
{
    // struct linux_dirent64 of getdents64(2): d_ino and d_off of eight bytes, d_reclen of two, d_type of one, the name with its NUL.
    private const int NextOffset = 8;
    private const int LengthOffset = 16;
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const int RecordAlignment = 8;

    public override IoResult ReadDirectory(Span<byte> destination)
    {
        int used = 0;
        while (directory.TryReadEntry(Position, out DirectoryEntry entry))
        {
            int size = RecordSize(entry.Name.Length);
            if (size > destination.Length - used)
            {
                return used > 0 ? used : Errno.EINVAL;
            }

            WriteRecord(destination.Slice(used, size), entry);
            used += size;
            Position = entry.Next;
        }

        return used;
    }

    protected override IoResult ReadCore(Span<byte> destination) => Errno.EISDIR;

    protected override IoResult ReadAtCore(long offset, Span<byte> destination) => Errno.EISDIR;

    /// <summary>From the beginning or from here; the end has no place (dcache_dir_lseek in Linux).</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence)
    {
        long position = whence == SeekWhence.Cur ? unchecked(Position + offset) : offset;
        if (position < 0 || whence is not (SeekWhence.Set or SeekWhence.Cur))
        {
            return Errno.EINVAL;
        }

        Position = position;
        return position;
    }

    private static int RecordSize(int nameLength) =>
        (NameOffset + nameLength + 1 + RecordAlignment - 1) & ~(RecordAlignment - 1);

    private static void WriteRecord(Span<byte> record, in DirectoryEntry entry)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(record, entry.Inode);
        BinaryPrimitives.WriteInt64LittleEndian(record[NextOffset..], entry.Next);
        BinaryPrimitives.WriteUInt16LittleEndian(record[LengthOffset..], (ushort)record.Length);
        record[TypeOffset] = (byte)entry.Type;
        Span<byte> name = record[NameOffset..];
        entry.Name.Span.CopyTo(name);
        name[entry.Name.Length..].Clear();
    }
}
