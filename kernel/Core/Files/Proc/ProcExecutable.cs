using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/exe: shows the path of the program, and leads to its file whatever has become of that path.</summary>
public sealed class ProcExecutable : SymlinkInode
{
    private readonly IProcess _process;

    internal ProcExecutable(FileSystem fileSystem, ulong number, IProcess process)
        : base(fileSystem, number, ProcessDirectory.Attributes(process, FileMode.IrwxUgo))
    {
        _process = process;
        LinkCount = 1;
    }

    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target)
    {
        Errno error = Check(context);
        target = error == Errno.None ? _process.ExecutablePath : default;
        return error;
    }

    public override Errno Follow(FileContext context, out ReadOnlyMemory<byte> target, out Inode? jump)
    {
        Errno error = Check(context);
        target = default;
        jump = error == Errno.None ? _process.Executable : null;
        return error;
    }

    /// <summary>Only the owner and the superuser may look; there must be a program.</summary>
    private Errno Check(FileContext context)
    {
        if (!context.Credentials.IsSuperuser && context.Credentials.UserId != _process.Owner.UserId)
        {
            return Errno.EACCES;
        }

        return _process.Executable is null ? Errno.ENOENT : Errno.None;
    }
}
