using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>A link of /proc/[pid], such as exe: shows a path, and leads to the file whatever has become of that path.</summary>
public sealed class ProcessLink : SymlinkInode
{
    private readonly IProcess _process;
    private readonly Func<Location?> _target;

    internal ProcessLink(FileSystem fileSystem, ulong number, in InodeAttributes attributes, IProcess process, Func<Location?> target)
        : base(fileSystem, number, attributes)
    {
        _process = process;
        _target = target;
        LinkCount = 1;
    }

    public override Errno ReadTarget(FileContext context, out ReadOnlyMemory<byte> target)
    {
        Errno error = Find(context, out Location? location);
        target = default;
        return error == Errno.None ? PathText.Of(context, location!.Value, out target) : error;
    }

    public override Errno Follow(FileContext context, out ReadOnlyMemory<byte> target, out Location? jump)
    {
        target = default;
        return Find(context, out jump);
    }

    /// <summary>Only those may look who may look into the process; there must be something to see.</summary>
    private Errno Find(FileContext context, out Location? location)
    {
        location = null;
        if (!_process.MayBeInspectedBy(context))
        {
            return Errno.EACCES;
        }

        location = _target();
        return location is null ? Errno.ENOENT : Errno.None;
    }
}
