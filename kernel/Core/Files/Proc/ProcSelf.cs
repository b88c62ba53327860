using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/self or /proc/thread-self: a link to the directory of the process or thread that follows it.</summary>
/// <param name="fileSystem">Where it is.</param>
/// <param name="threads">Knows the thread, if the link leads to its directory; null for that of the process.</param>
public sealed class ProcSelf(FileSystem fileSystem, IProcessTable? threads)
    : SymlinkInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IrwxUgo) { Times = fileSystem.Now })
{
    /// <summary>ENOENT for the kernel itself.</summary>
    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target)
    {
        target = default;
        if (context.ProcessId == 0)
        {
            return Errno.ENOENT;
        }

        TextBuffer text = new();
        text.Add($"{context.ProcessId}");
        if (threads is not null)
        {
            text.Add($"/task/{threads.CurrentThread}");
        }

        target = text.Written;
        return Errno.None;
    }
}
