using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]/task: a directory for each thread.</summary>
public sealed class TaskDirectory : DirectoryInode
{
    private readonly ProcessDirectory _process;

    internal TaskDirectory(ProcessDirectory process, ulong number, in InodeAttributes attributes)
        : base(process.FileSystem, number, attributes)
    {
        _process = process;
        SetName(process, "task"u8.ToArray());
        for (IProcess? thread = process.Process.FindNextThread(0); thread is not null; thread = process.Process.FindNextThread(thread.Id))
        {
            LinkCount++;
        }
    }

    public override Inode? Lookup(ReadOnlySpan<byte> name) =>
        ProcDirectory.TryReadId(name, out int id) && _process.Process.FindThread(id) is { } thread
            ? new ProcessDirectory(this, thread, isThread: true)
            : null;

    /// <summary>The position is a thread's id, so that it stays right while threads come and go.</summary>
    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        if (position > int.MaxValue || _process.Process.FindNextThread((int)position) is not { } thread)
        {
            entry = default;
            return false;
        }

        entry = new DirectoryEntry(
            ProcDirectory.NameOf(thread.Id), ProcessDirectory.NumberOf(thread.Id, isThread: true), DirentType.Dir, thread.Id);
        return true;
    }
}
