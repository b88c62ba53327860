using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>
/// An open text. It is made anew whenever it is read from its beginning, so that who keeps it open sees what is (seq_file in
/// Linux).
/// </summary>
public sealed class TextFile(TextInode inode, FileContext context, OpenFlags flags) : OpenFile(inode, flags)
{
    /// <summary>Bytes that one write can have: what it says is a word or a number.</summary>
    private const int LongestWrite = 4096;

    private ReadOnlyMemory<byte>? _text;

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
        if (offset == 0 || _text is null)
        {
            TextBuffer made = new();
            Errno error = inode.Read(context, made);
            if (error != Errno.None)
            {
                return error;
            }

            _text = made.Written;
        }

        ReadOnlySpan<byte> text = _text.Value.Span;
        if (offset >= text.Length || target.Remaining == 0)
        {
            return 0;
        }

        int wanted = (int)Math.Min((ulong)(text.Length - offset), target.Remaining);
        int copied = target.Put(text.Slice((int)offset, wanted));
        return copied == 0 ? Errno.EFAULT : copied;
    }

    protected override IoResult WriteCore(ref IoSource source)
    {
        IoResult result = WriteAtCore(Position, ref source);
        if (!result.IsError)
        {
            Position += result.Raw;
        }

        return result;
    }

    /// <summary>Each write is a text of its own; where it goes does not matter.</summary>
    protected override IoResult WriteAtCore(long offset, ref IoSource source)
    {
        if (inode.Write is not { } write)
        {
            return inode.WriteError;
        }

        byte[] text = new byte[(int)Math.Min(source.Remaining, LongestWrite)];
        if (source.Take(text) < text.Length)
        {
            return Errno.EFAULT;
        }

        Errno error = write(context, text);
        return error == Errno.None ? text.Length : error;
    }

    /// <summary>From the beginning or from here; the end is not known before it is read (seq_lseek in Linux).</summary>
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
