using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A symbolic link, <c>symlink(7)</c>.</summary>
public abstract class SymlinkInode(FileSystem fileSystem, ulong number, in InodeAttributes attributes)
    : Inode(fileSystem, number, FileMode.IfLnk, attributes)
{
    public sealed override SymlinkInode AsSymlink => this;

    /// <summary>The text that readlink gives.</summary>
    /// <param name="context">Who asks: some links of /proc say something else to each process.</param>
    /// <param name="target">The path, 1 to 4,095 bytes.</param>
    public abstract Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target);

    /// <summary>Follows the link.</summary>
    /// <param name="context">Who walks.</param>
    /// <param name="target">The path to go on with.</param>
    /// <param name="jump">Instead of a path: the file itself, for links of /proc that do not depend on names.</param>
    public virtual Errno Follow(FileContext context, out ReadOnlyMemory<byte> target, out Location? jump)
    {
        jump = null;
        return ReadTarget(context, out target);
    }

    /// <summary>ELOOP: a link itself is opened by O_PATH only.</summary>
    public sealed override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.ELOOP;
        return null;
    }
}
