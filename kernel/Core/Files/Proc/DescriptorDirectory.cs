using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/fd: a link for each descriptor.</summary>
public sealed class DescriptorDirectory : DescriptorList
{
    internal DescriptorDirectory(ProcessDirectory process, ulong number, in InodeAttributes attributes)
        : base(process, number, attributes, ProcKind.Descriptor)
    {
    }

    protected override DirentType EntryType => DirentType.Lnk;

    /// <summary>How many there are.</summary>
    public override long Size => Table?.Count ?? 0;

    protected override Inode Make(int descriptor, OpenFile file, ulong number) =>
        new DescriptorLink(this, number, descriptor, file);
}
