using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Terminals;

/// <summary>The pseudo-terminals, and the file system of /dev/pts in which their slaves have names (devpts).</summary>
public sealed class PseudoTerminalTable
{
    /// <summary>How many there may be; Linux allows 4096, <c>/proc/sys/kernel/pty/max</c>.</summary>
    public const int Limit = 1024;

    private const FileMode DirectoryPermissions = FileMode.IrwxUgo & ~(FileMode.IwGrp | FileMode.IwOth);

    /// <summary>What devpts gives a slave unless the mount says otherwise.</summary>
    private const FileMode SlavePermissions = FileMode.IrUsr | FileMode.IwUsr;

    private readonly SortedList<int, SlaveInode> _slaves = [];
    private readonly FileSystem _fileSystem;

    /// <summary>Makes the file system.</summary>
    /// <param name="fileSystem">A file system without inodes.</param>
    public PseudoTerminalTable(FileSystem fileSystem)
    {
        _fileSystem = fileSystem;
        Root = new SlaveDirectory(this, fileSystem);
    }

    /// <summary>The root of the file system.</summary>
    public DirectoryInode Root { get; }

    /// <summary>Makes a pseudo-terminal that belongs to somebody; null when there are too many.</summary>
    internal PseudoTerminal? TryCreate(in Credentials owner)
    {
        int index = 0;
        while (index < _slaves.Count && _slaves.Keys[index] == index)
        {
            index++;
        }

        if (index == Limit)
        {
            return null;
        }

        PseudoTerminal terminal = new(this, index);
        InodeAttributes attributes = new(SlavePermissions, owner.UserId, owner.GroupId) { Times = _fileSystem.Now };
        _slaves.Add(index, new SlaveInode(Root, terminal, attributes));
        return terminal;
    }

    /// <summary>The inode of a slave whose master is open.</summary>
    internal Inode InodeOf(PseudoTerminal terminal) => _slaves[terminal.Index];

    /// <summary>The master is closed: the slave has no name any more, and its number is free.</summary>
    internal void Remove(PseudoTerminal terminal)
    {
        SlaveInode inode = _slaves[terminal.Index];
        _slaves.Remove(terminal.Index);
        inode.Unlink();
    }

    /// <summary>A slave's node.</summary>
    private sealed class SlaveInode : Inode
    {
        /// <summary>The root is 1, and Linux has a ptmx at 2.</summary>
        private const int FirstNumber = 3;

        private readonly PseudoTerminal _terminal;

        internal SlaveInode(DirectoryInode directory, PseudoTerminal terminal, in InodeAttributes attributes)
            : base(directory.FileSystem, (ulong)(terminal.Index + FirstNumber), FileMode.IfChr, attributes)
        {
            _terminal = terminal;
            SetName(directory, Encoding.ASCII.GetBytes(terminal.Index.ToString(CultureInfo.InvariantCulture)));
            LinkCount = 1;
        }

        public override DeviceNumber RepresentedDevice => _terminal.Number;

        public override OpenFile? Open(FileContext context, OpenFlags flags, out Errno error) =>
            _terminal.Open(this, context, flags, out error);

        internal void Unlink()
        {
            LoseName(NamedIn!, Name.Span);
            LinkCount = 0;
            ReleaseUnused();
        }

        /// <summary>It has no storage of its own.</summary>
        protected override void Release()
        {
        }
    }

    /// <summary>The root of the file system. A position in the listing is the number of the next slave.</summary>
    private sealed class SlaveDirectory(PseudoTerminalTable table, FileSystem fileSystem)
        : DirectoryInode(fileSystem, fileSystem.NextInode(), new InodeAttributes(DirectoryPermissions))
    {
        public override Inode? Lookup(ReadOnlySpan<byte> name)
        {
            foreach (SlaveInode slave in table._slaves.Values)
            {
                if (name.SequenceEqual(slave.Name.Span))
                {
                    return slave;
                }
            }

            return null;
        }

        protected override bool TryReadChild(long position, out DirectoryEntry entry)
        {
            foreach ((int index, SlaveInode slave) in table._slaves)
            {
                if (index >= position)
                {
                    entry = new DirectoryEntry(slave.Name, slave.Number, DirentType.Chr, index + 1);
                    return true;
                }
            }

            entry = default;
            return false;
        }
    }
}
