using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>
/// A directory. It has one name and one parent, so where it lies in its file system follows from the inode alone.
/// </summary>
public abstract class DirectoryInode : Inode
{
    /// <summary>The entries "." and "..", which come first in a listing.</summary>
    private const int OwnEntries = 2;

    private static readonly byte[] s_self = [(byte)'.'];
    private static readonly byte[] s_parent = [(byte)'.', (byte)'.'];

    /// <summary>A directory that is its own parent, as a root is.</summary>
    protected DirectoryInode(FileSystem fileSystem, ulong number, in InodeAttributes attributes)
        : base(fileSystem, number, FileMode.IfDir, attributes)
    {
        LinkCount = OwnEntries;
    }

    public sealed override DirectoryInode AsDirectory => this;

    /// <summary>What ".." means inside of the file system; itself for its root.</summary>
    public DirectoryInode Parent => NamedIn ?? this;

    /// <summary>Whether it has no name any more: nothing can be made in it (IS_DEADDIR in Linux).</summary>
    public bool IsRemoved => LinkCount == 0;

    /// <summary>The inode of a name.</summary>
    /// <param name="name">1 to 255 bytes; neither "." nor "..".</param>
    /// <returns>Null when there is none.</returns>
    public abstract Inode? Lookup(ReadOnlySpan<byte> name);

    /// <summary>Reads one entry of the listing.</summary>
    /// <param name="position">0, or the <see cref="DirectoryEntry.Next"/> of another entry.</param>
    /// <param name="entry">The entry at the position, or the next one behind it.</param>
    /// <returns>False at the end.</returns>
    public bool TryReadEntry(long position, out DirectoryEntry entry)
    {
        switch (position)
        {
            case 0:
                entry = new DirectoryEntry(s_self, Number, DirentType.Dir, 1);
                return true;
            case 1:
                entry = new DirectoryEntry(s_parent, Parent.Number, DirentType.Dir, OwnEntries);
                return true;
        }

        if (!TryReadChild(position - OwnEntries, out entry))
        {
            return false;
        }

        entry = entry with { Next = entry.Next + OwnEntries };
        return true;
    }

    public sealed override OpenFile Open(FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new DirectoryFile(this, flags);
    }

    /// <summary>Reads the entry at a position that counts from 0 without "." and "..", or the next one behind it.</summary>
    protected abstract bool TryReadChild(long position, out DirectoryEntry entry);
}
