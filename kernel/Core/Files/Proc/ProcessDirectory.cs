using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/[pid]. It is made when it is looked up: nothing is kept for a process that nobody asks about.</summary>
public sealed class ProcessDirectory : DirectoryInode
{
    /// <summary>Inode numbers of one process are so many bits apart; the root's own are below them.</summary>
    private const int NumberShift = 8;

    private static readonly byte[] s_commandLine = "cmdline"u8.ToArray();
    private static readonly byte[] s_executable = "exe"u8.ToArray();
    private static readonly byte[] s_maps = "maps"u8.ToArray();

    private readonly IProcess _process;

    internal ProcessDirectory(ProcDirectory parent, IProcess process)
        : base(parent.FileSystem, NumberOf(process.Id, 0), Attributes(process, FileMode.IrUgo | FileMode.IxUgo))
    {
        _process = process;
        MoveTo(parent, ProcDirectory.NameOf(process.Id));
    }

    /// <summary>The entries in the order in which they are listed.</summary>
    private enum Entry
    {
        CommandLine,
        Executable,
        Maps,
        Count,
    }

    public override Inode? Lookup(ReadOnlySpan<byte> name)
    {
        for (Entry entry = 0; entry < Entry.Count; entry++)
        {
            if (name.SequenceEqual(NameOf(entry).Span))
            {
                return Create(entry);
            }
        }

        return null;
    }

    /// <summary>The inode number of an entry of a process, counted from 1, or with 0 of its directory.</summary>
    internal static ulong NumberOf(int process, int entry) => ((ulong)process << NumberShift) + (ulong)entry;

    /// <summary>Attributes of a file that belongs to a process.</summary>
    internal static InodeAttributes Attributes(IProcess process, FileMode permissions) =>
        new(permissions, process.Owner.UserId, process.Owner.GroupId);

    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        if (position >= (long)Entry.Count)
        {
            entry = default;
            return false;
        }

        Entry child = (Entry)position;
        DirentType type = child == Entry.Executable ? DirentType.Lnk : DirentType.Reg;
        entry = new DirectoryEntry(NameOf(child), Number + (ulong)position + 1, type, position + 1);
        return true;
    }

    private static ReadOnlyMemory<byte> NameOf(Entry entry) => entry switch
    {
        Entry.CommandLine => s_commandLine,
        Entry.Executable => s_executable,
        _ => s_maps,
    };

    private Inode Create(Entry entry)
    {
        ulong number = NumberOf(_process.Id, (int)entry + 1);
        return entry switch
        {
            Entry.CommandLine => new ProcText(FileSystem, number, _process, static process => process.ReadCommandLine()),
            Entry.Executable => new ProcExecutable(FileSystem, number, _process),
            _ => new ProcText(FileSystem, number, _process, static process => process.ReadMaps()),
        };
    }
}
