using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>An open directory. Its position is the number of entries that were listed, so listing is stable across calls.</summary>
public sealed class DirectoryFile(DirectoryInode directory, OpenFlags flags) : OpenFile(directory, flags)
{
    public override IoResult ReadDirectory(ref IoTarget target, DirectoryFormat format)
    {
        if (directory.IsRemoved)
        {
            return Errno.ENOENT;
        }

        Span<byte> record = stackalloc byte[DirectoryRecord.LargestSize];
        if ((Flags & OpenFlags.NoAtime) == 0)
        {
            directory.MarkAccessed(Mount);
        }

        long done = 0;
        while (directory.TryReadEntry(Position, out DirectoryEntry entry))
        {
            int size = DirectoryRecord.SizeOf(entry);
            if ((ulong)size > target.Remaining)
            {
                return done > 0 ? done : Errno.EINVAL;
            }

            DirectoryRecord.Write(record[..size], entry, format);
            if (target.Put(record[..size]) < size)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            done += size;
            Position = entry.Next;
        }

        return done;
    }

    protected override IoResult ReadCore(ref IoTarget target) => Errno.EISDIR;

    protected override IoResult ReadAtCore(long offset, ref IoTarget target) => Errno.EISDIR;

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
}
