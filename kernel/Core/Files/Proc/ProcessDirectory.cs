using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>
/// /proc/[pid], or of a thread /proc/[pid]/task/[tid]. It is made when it is looked up: nothing is kept for a process that
/// nobody asks about.
/// </summary>
public sealed class ProcessDirectory : DirectoryInode
{
    /// <summary>Permissions of what shows only names that are no secret: it stays the process's, though nobody may look into it.</summary>
    private const FileMode PublicDirectory = FileMode.IrUgo | FileMode.IxUgo;

    internal ProcessDirectory(DirectoryInode parent, IProcess process, bool isThread)
        : base(
            parent.FileSystem, NumberOf(process.Id, isThread),
            new InodeAttributes(PublicDirectory, process.Owner.UserId, process.Owner.GroupId) { Times = parent.FileSystem.Now })
    {
        Process = process;
        IsThread = isThread;
        LinkCount = CountLinks();
        SetName(parent, ProcDirectory.NameOf(process.Id));
    }

    /// <summary>The process or thread.</summary>
    internal IProcess Process { get; }

    /// <summary>Whether it is that of a thread.</summary>
    internal bool IsThread { get; }

    public override Inode? Lookup(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<ProcessEntry> entries = ProcessEntries.All;
        for (int i = 0; i < entries.Length && Process.Exists; i++)
        {
            if (Has(entries[i]) && name.SequenceEqual(entries[i].Name.Span))
            {
                return entries[i].Make(this, NumberOfEntry(i));
            }
        }

        return null;
    }

    /// <summary>The inode number of a process's directory; below are those of the root's own.</summary>
    internal static ulong NumberOf(int id, bool isThread) => ProcNumber.Of(id, isThread ? ProcKind.Thread : ProcKind.Process, 0);

    /// <summary>Attributes of an entry.</summary>
    internal InodeAttributes AttributesOf(FileMode permissions)
    {
        Credentials owner = permissions == PublicDirectory ? Process.Owner : Process.FileOwner;
        return new InodeAttributes(permissions, owner.UserId, owner.GroupId) { Times = FileSystem.Now };
    }

    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        ReadOnlySpan<ProcessEntry> entries = ProcessEntries.All;
        for (int i = (int)Math.Min(position, entries.Length); i < entries.Length; i++)
        {
            if (Has(entries[i]))
            {
                entry = new DirectoryEntry(entries[i].Name, NumberOfEntry(i), entries[i].Type, i + 1);
                return true;
            }
        }

        entry = default;
        return false;
    }

    private bool Has(ProcessEntry entry) => !IsThread || !entry.IsForProcess;

    private ulong NumberOfEntry(int index) => Number + (ulong)index + 1;

    /// <summary>Its own two and ".." of each directory in it.</summary>
    private uint CountLinks()
    {
        uint links = 2;
        foreach (ProcessEntry entry in ProcessEntries.All)
        {
            links += Has(entry) && entry.Type == DirentType.Dir ? 1U : 0;
        }

        return links;
    }
}
