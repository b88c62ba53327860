using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A symbolic link with a fixed target.</summary>
public sealed class TreeSymlink(FileSystem fileSystem, ReadOnlyMemory<byte> target, in InodeAttributes attributes)
    : SymlinkInode(fileSystem, fileSystem.NextInode(), attributes)
{
    public override long Size => target.Length;

    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> text)
    {
        text = target;
        return Errno.None;
    }
}
