using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>A file whose text the kernel makes when it is read.</summary>
public sealed class TextInode : Inode
{
    /// <summary>A text.</summary>
    /// <param name="fileSystem">Where it is.</param>
    /// <param name="number">Its number.</param>
    /// <param name="attributes">Permissions and owner.</param>
    /// <param name="read">Makes the text.</param>
    public TextInode(FileSystem fileSystem, ulong number, in InodeAttributes attributes, TextReader read)
        : base(fileSystem, number, FileMode.IfReg, attributes with { Times = fileSystem.Now })
    {
        Read = read;
    }

    public override long Size => ShownSize;

    /// <summary>What st_size says: the text is not known before it is read.</summary>
    public long ShownSize { get; init; }

    /// <summary>Makes the text.</summary>
    public TextReader Read { get; }

    /// <summary>Takes what is written; null when writing is no use.</summary>
    public TextWriter? Write { get; init; }

    /// <summary>What writing gives when it is no use.</summary>
    public Errno WriteError { get; init; } = Errno.EINVAL;

    /// <summary>Whether even the superuser cannot open it for writing when that is no use: EACCES, as for settings of Linux.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Says whether somebody may open the file at all; null when its permissions say that.</summary>
    public Func<FileContext, Errno>? CheckOpen { get; init; }

    public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        bool isRefused = IsSealed && Write is null && (flags & OpenFlags.AccMode) != OpenFlags.RdOnly;
        error = isRefused ? Errno.EACCES : CheckOpen?.Invoke(context) ?? Errno.None;
        return error == Errno.None ? new TextFile(this, context, flags) : null;
    }
}
