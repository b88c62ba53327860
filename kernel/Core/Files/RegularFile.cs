using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>An open regular file in memory.</summary>
/// <param name="inode">The file.</param>
/// <param name="content">Its bytes.</param>
/// <param name="flags">Access mode and status flags.</param>
/// <param name="who">Who opened it: whether writing takes the set-id bits away depends on it.</param>
public sealed class RegularFile(RegularInode inode, PagedContent content, OpenFlags flags, Credentials who)
    : ContentFile(inode, content, flags)
{
    /// <summary>Takes room for a range, or makes a hole of it: <c>fallocate(2)</c>, whose modes the caller has checked.</summary>
    /// <param name="mode">None, KeepSize, or PunchHole together with KeepSize.</param>
    /// <param name="offset">0 or more.</param>
    /// <param name="length">1 or more; the sum must not overflow.</param>
    /// <returns>None, ENOSPC; EFBIG for more than RLIMIT_FSIZE, though the size may be kept.</returns>
    public Errno Allocate(FallocateMode mode, long offset, long length)
    {
        bool isHole = (mode & FallocateMode.PunchHole) != 0;
        Errno error = isHole ? Errno.None : FileSizeLimit.CheckLength(offset + length, content.Length);
        if (error != Errno.None)
        {
            return error;
        }

        error = isHole
            ? content.PunchHole(offset, length)
            : content.Allocate(offset, length, keepSize: (mode & FallocateMode.KeepSize) != 0);
        if (error == Errno.None)
        {
            inode.DropSetIds(who);
            inode.MarkModified();
        }

        return error;
    }

    /// <summary>Sets the length.</summary>
    /// <returns>None, or EFBIG for more than RLIMIT_FSIZE.</returns>
    public Errno Truncate(long length) => inode.Truncate(length, who);

    protected override IoResult ReadAtCore(long offset, ref IoTarget target)
    {
        if ((Flags & OpenFlags.NoAtime) == 0 && target.Remaining > 0)
        {
            inode.MarkAccessed(Mount);
        }

        return base.ReadAtCore(offset, ref target);
    }

    /// <summary>With O_APPEND the position is the end first.</summary>
    protected override IoResult WriteCore(ref IoSource source)
    {
        long position = StartOf(Position, source);
        IoResult result = WriteBytes(position, ref source);
        if (result.Raw > 0)
        {
            Position = position + result.Raw;
        }

        return result;
    }

    /// <summary>With O_APPEND at the end too, whatever the offset: "BUGS" in <c>pwrite(2)</c>.</summary>
    protected override IoResult WriteAtCore(long offset, ref IoSource source) =>
        WriteBytes(StartOf(offset, source), ref source);

    private long StartOf(long offset, in IoSource source)
    {
        bool appends = (source.Flags & RwFlags.Append) != 0
            || ((Flags & OpenFlags.Append) != 0 && (source.Flags & RwFlags.NoAppend) == 0);
        return appends && source.Remaining > 0 ? content.Length : offset;
    }

    private IoResult WriteBytes(long offset, ref IoSource source)
    {
        if (source.Remaining == 0)
        {
            return 0;
        }

        Errno error = FileSizeLimit.LimitWrite(offset, ref source);
        if (error != Errno.None)
        {
            return error;
        }

        IoResult result = content.Write(offset, ref source);
        if (!result.IsError)
        {
            inode.DropSetIds(who);
            inode.MarkModified();
        }

        return result;
    }
}
