using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>A directory with an entry for each descriptor of a process. Only those may look who may look into the process.</summary>
public abstract class DescriptorList : DirectoryInode
{
    private readonly ProcKind _kind;

    private protected DescriptorList(ProcessDirectory process, ulong number, in InodeAttributes attributes, ProcKind kind)
        : base(process.FileSystem, number, attributes)
    {
        Process = process;
        _kind = kind + (process.IsThread ? (int)ProcKind.ThreadDescriptor - (int)ProcKind.Descriptor : 0);
    }

    /// <summary>Whose they are.</summary>
    internal ProcessDirectory Process { get; }

    /// <summary>What the entries are.</summary>
    protected abstract DirentType EntryType { get; }

    /// <summary>The descriptors; null when the process has ended.</summary>
    protected FileTable? Table => Process.Process.Files?.Descriptors;

    public override Inode? Lookup(ReadOnlySpan<byte> name) =>
        ProcDirectory.TryReadNumber(name, out int descriptor) && Table?.GetAny(descriptor) is { } file
            ? Make(descriptor, file, NumberOf(descriptor))
            : null;

    /// <summary>Makes an entry.</summary>
    protected abstract Inode Make(int descriptor, OpenFile file, ulong number);

    /// <summary>A position is a descriptor, so that a listing goes on right while descriptors come and go.</summary>
    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        for (int descriptor = (int)Math.Min(position, int.MaxValue); Table is { } table && descriptor < table.Capacity; descriptor++)
        {
            if (table.GetAny(descriptor) is not null)
            {
                entry = new DirectoryEntry(ProcDirectory.NameOf(descriptor), NumberOf(descriptor), EntryType, descriptor + 1L);
                return true;
            }
        }

        entry = default;
        return false;
    }

    private ulong NumberOf(int descriptor) => ProcNumber.Of(Process.Process.Id, _kind, descriptor);
}
