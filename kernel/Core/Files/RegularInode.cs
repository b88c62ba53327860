using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>A regular file that is only read.</summary>
public sealed class RegularInode(FileSystem fileSystem, in InodeAttributes attributes)
    : Inode(fileSystem, fileSystem.NextInode(), FileMode.IfReg, attributes)
{
    private MappedFile? _mapping;

    /// <summary>The bytes. They are set while the tree is built; an open file keeps those that it found.</summary>
    public FileContent Content { get; set; } = ByteArrayContent.Empty;

    /// <summary>The file as areas show it.</summary>
    public MappedFile Mapping => _mapping ??= new MappedFile(Content, Path)
    {
        DeviceMajor = FileSystem.Device.Major,
        DeviceMinor = FileSystem.Device.Minor,
        Inode = Number,
    };

    /// <summary>The absolute path that it was given first, for <c>/proc/[pid]/maps</c>.</summary>
    public ReadOnlyMemory<byte> Path { get; init; }

    public override long Size => Content.Length;

    public override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new ContentFile(this, Content, flags);
    }
}
