using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/self: a link to the directory of the process that follows it.</summary>
public sealed class ProcSelf(FileSystem fileSystem)
    : SymlinkInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IrwxUgo))
{
    /// <summary>ENOENT for the kernel itself.</summary>
    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target)
    {
        if (context.ProcessId == 0)
        {
            target = default;
            return Errno.ENOENT;
        }

        target = ProcDirectory.NameOf(context.ProcessId);
        return Errno.None;
    }
}
