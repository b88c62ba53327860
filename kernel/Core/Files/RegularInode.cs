using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>A regular file in memory.</summary>
public sealed class RegularInode(FileSystem fileSystem, in InodeAttributes attributes)
    : Inode(fileSystem, fileSystem.NextInode(), FileMode.IfReg, attributes)
{
    /// <summary>Units of st_blocks in a page.</summary>
    private const int BlocksPerPage = 8;

    private PagedContent _content = new(fileSystem.Storage, ByteArrayContent.Empty);

    /// <summary>The bytes. What the file begins as is set while a tree is built, before it is opened or mapped.</summary>
    public FileContent Content
    {
        get => _content;
        set => _content = new PagedContent(FileSystem.Storage, value);
    }

    /// <summary>The file as areas show it.</summary>
    public MappedFile Mapping => _content.Mapping ??= new InodeMapping(this, _content)
    {
        DeviceMajor = FileSystem.Device.Major,
        DeviceMinor = FileSystem.Device.Minor,
        Inode = Number,
    };

    /// <summary>Whether it may get a name though it has none: made by O_TMPFILE without O_EXCL (I_LINKABLE in Linux).</summary>
    public bool IsLinkable { get; internal set; }

    public override long Size => _content.Length;

    public override long Blocks => _content.PageCount * BlocksPerPage;

    public override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new RegularFile(this, _content, flags, context.Credentials);
    }

    /// <summary>Sets the length, as <c>truncate(2)</c> and O_TRUNC do.</summary>
    /// <param name="length">In bytes, 0 or more.</param>
    /// <param name="who">Whether the set-id bits stay depends on it.</param>
    /// <returns>None, or EFBIG for more than RLIMIT_FSIZE.</returns>
    internal Errno Truncate(long length, in Credentials who)
    {
        Errno error = FileSizeLimit.CheckLength(length, _content.Length);
        if (error == Errno.None)
        {
            _content.Truncate(length);
            DropSetIds(who);
            MarkModified();
        }

        return error;
    }

    /// <summary>Nothing leads to the file, no area shows it: its pages go.</summary>
    protected override void Release()
    {
        base.Release();
        _content.Truncate(0);
    }
}
