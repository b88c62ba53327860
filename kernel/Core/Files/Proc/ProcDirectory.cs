using System;
using System.Buffers.Text;
using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>The root of /proc: fixed entries, of which "self" is one, and a directory for each process.</summary>
public sealed class ProcDirectory : DirectoryInode
{
    /// <summary>Bytes of the longest process id.</summary>
    private const int LongestId = 10;

    private readonly IProcessTable _processes;
    private readonly List<(byte[] Name, Inode Inode)> _fixed = [];

    /// <summary>Makes the root of the file system.</summary>
    /// <param name="fileSystem">A file system without inodes.</param>
    /// <param name="processes">The processes.</param>
    /// <param name="system">The system.</param>
    public ProcDirectory(FileSystem fileSystem, IProcessTable processes, ISystemStatus system)
        : base(fileSystem, fileSystem.NextInode(), new InodeAttributes(FileMode.IrUgo | FileMode.IxUgo) { Times = fileSystem.Now })
    {
        _processes = processes;
        Add("self"u8, new ProcSelf(fileSystem, null));
        Add("thread-self"u8, new ProcSelf(fileSystem, processes));
        SystemTexts.AddTo(this, system);
        Add("sys"u8, SystemSettings.Create(fileSystem, system));
    }

    /// <summary>Adds an entry that does not belong to a process.</summary>
    public void Add(ReadOnlySpan<byte> name, Inode inode)
    {
        byte[] copy = name.ToArray();
        _fixed.Add((copy, inode));
        inode.SetName(this, copy);
        inode.LinkCount = Math.Max(inode.LinkCount, 1);
    }

    public override Inode? Lookup(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] fixedName, Inode inode) in _fixed)
        {
            if (name.SequenceEqual(fixedName))
            {
                return inode;
            }
        }

        return TryReadId(name, out int id) && _processes.Find(id) is { } process ? new ProcessDirectory(this, process, isThread: false) : null;
    }

    /// <summary>The decimal text of a process id, as a name.</summary>
    internal static byte[] NameOf(int id)
    {
        Span<byte> digits = stackalloc byte[LongestId];
        Utf8Formatter.TryFormat(id, digits, out int length);
        return digits[..length].ToArray();
    }

    /// <summary>Reads a process id in its one spelling: no sign, and no zeros before it.</summary>
    internal static bool TryReadId(ReadOnlySpan<byte> name, out int id) => TryReadNumber(name, out id) && id > 0;

    /// <summary>Reads a number, 0 or more, in its one spelling.</summary>
    internal static bool TryReadNumber(ReadOnlySpan<byte> name, out int number) =>
        Utf8Parser.TryParse(name, out number, out int used) && used == name.Length
        && (name[0] is >= (byte)'1' and <= (byte)'9' || name is [(byte)'0']);

    /// <summary>
    /// The fixed entries have the first positions. Those behind are a process's id further on, so that they stay right while
    /// processes come and go.
    /// </summary>
    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        if (position < _fixed.Count)
        {
            (byte[] name, Inode inode) = _fixed[(int)position];
            entry = new DirectoryEntry(name, inode.Number, DirectoryEntry.TypeOf(inode.Mode), position + 1);
            return true;
        }

        long above = position - _fixed.Count;
        if (above > int.MaxValue || _processes.FindNext((int)above) is not { } process)
        {
            entry = default;
            return false;
        }

        entry = new DirectoryEntry(
            NameOf(process.Id), ProcessDirectory.NumberOf(process.Id, isThread: false), DirentType.Dir, _fixed.Count + (long)process.Id);
        return true;
    }

}
