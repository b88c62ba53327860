using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>An open text, as seq_file in Linux: who keeps it open, and reads it again from its beginning, sees what is.</summary>
public sealed class TextFile : ContentFile
{
    /// <summary>Bytes that one write can have: what it says is a word or a number.</summary>
    private const int LongestWrite = 4096;

    private readonly TextInode _inode;
    private readonly FileContext _context;
    private readonly TextContent _content;

    internal TextFile(TextInode inode, FileContext context, OpenFlags flags)
        : this(inode, context, flags, new TextContent(inode.Read, context))
    {
    }

    private TextFile(TextInode inode, FileContext context, OpenFlags flags, TextContent content)
        : base(inode, content, flags)
    {
        _inode = inode;
        _context = context;
        _content = content;
    }

    public override bool SupportsDirect => false;

    protected override IoResult ReadAtCore(long offset, ref IoTarget target)
    {
        IoResult result = base.ReadAtCore(offset, ref target);
        return _content.Error == Errno.None ? result : _content.Error;
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
        if (_inode.Write is not { } write)
        {
            return _inode.WriteError;
        }

        byte[] text = new byte[(int)Math.Min(source.Remaining, LongestWrite)];
        if (source.Take(text) < text.Length)
        {
            return Errno.EFAULT;
        }

        Errno error = write(_context, text);
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
