using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>An open file with content: a text of /proc as it was when it was opened, or a regular file.</summary>
public class ContentFile(Inode inode, FileContent content, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>The bytes, which mmap can map.</summary>
    public FileContent Content { get; } = content;

    public override bool SupportsDirect => true;

    protected override IoResult ReadCore(ref IoTarget target)
    {
        IoResult result = ReadAtCore(Position, ref target);
        if (!result.IsError)
        {
            Position += result.Raw;
        }

        return result;
    }

    protected override IoResult ReadAtCore(long offset, ref IoTarget target)
    {
        long done = 0;
        while (target.Remaining > 0)
        {
            ReadOnlySpan<byte> bytes = Content.Slice(offset + done, (int)target.Remaining);
            int copied = target.Put(bytes);
            done += copied;
            if (copied < bytes.Length || bytes.IsEmpty)
            {
                return done == 0 && !bytes.IsEmpty ? Errno.EFAULT : done;
            }
        }

        return done;
    }

    /// <summary>A position behind the end is valid, a negative one is not; a sum that overflows is negative.</summary>
    protected override IoResult SeekCore(long offset, SeekWhence whence)
    {
        long length = Content.Length;
        if (whence is SeekWhence.Data or SeekWhence.Hole && (ulong)offset >= (ulong)length)
        {
            return Errno.ENXIO;
        }

        long position = whence switch
        {
            SeekWhence.Cur => unchecked(Position + offset),
            SeekWhence.End => unchecked(length + offset),
            SeekWhence.Data => Content.FindData(offset),
            SeekWhence.Hole => Content.FindHole(offset),
            _ => offset,
        };
        if (position < 0 && whence == SeekWhence.Data)
        {
            return Errno.ENXIO;
        }

        if (position < 0)
        {
            return Errno.EINVAL;
        }

        Position = position;
        return position;
    }
}
