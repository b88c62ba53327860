using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>A text about a process. Its size is 0 until it is opened: the text is made then, and stays as it was.</summary>
public sealed class ProcText : Inode
{
    private readonly IProcess _process;
    private readonly Func<IProcess, FileContent> _read;

    internal ProcText(FileSystem fileSystem, ulong number, IProcess process, Func<IProcess, FileContent> read)
        : base(fileSystem, number, FileMode.IfReg, ProcessDirectory.Attributes(process, FileMode.IrUgo))
    {
        _process = process;
        _read = read;
        LinkCount = 1;
    }

    public override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new ContentFile(this, _read(_process), flags);
    }
}
