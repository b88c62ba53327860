using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A regular file that is only read.</summary>
public sealed class RegularInode(FileSystem fileSystem, in InodeAttributes attributes)
    : Inode(fileSystem, fileSystem.NextInode(), FileMode.IfReg, attributes)
{
    /// <summary>The bytes. They are set while the tree is built; an open file keeps those that it found.</summary>
    public FileContent Content { get; set; } = ByteArrayContent.Empty;

    public override long Size => Content.Length;

    public override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new ContentFile(this, Content, flags);
    }
}
