using System;

namespace Lodestar.Core.Files;

/// <summary>A directory whose entries are kept in memory, in the order in which they came.</summary>
public sealed class TreeDirectory(FileSystem fileSystem, in InodeAttributes attributes)
    : DirectoryInode(fileSystem, fileSystem.NextInode(), attributes)
{
    private readonly NameTable _names = new();

    /// <summary>Entries without "." and "..".</summary>
    public int Count => _names.Count;

    public override Inode? Lookup(ReadOnlySpan<byte> name) => _names.Find(name);

    /// <summary>Adds a name that is not there yet; the name is copied.</summary>
    /// <exception cref="InvalidOperationException">The name is there.</exception>
    public void Add(ReadOnlySpan<byte> name, Inode inode)
    {
        if (_names.Find(name) is not null)
        {
            throw new InvalidOperationException("the name is there already");
        }

        byte[] copy = name.ToArray();
        _names.Add(copy, inode);
        if (inode.AsDirectory is { } child)
        {
            child.MoveTo(this, copy);
            LinkCount++;
        }
        else
        {
            inode.LinkCount++;
        }
    }

    /// <summary>Removes a name that is there: of a directory only when that is empty, which the caller makes sure of.</summary>
    public void Remove(ReadOnlySpan<byte> name)
    {
        Inode inode = _names.Find(name) ?? throw new InvalidOperationException("there is no such name");
        _names.Remove(name);
        if (inode.AsDirectory is null)
        {
            inode.LinkCount--;
        }
        else
        {
            LinkCount--;
        }
    }

    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        if (position >= _names.Count)
        {
            entry = default;
            return false;
        }

        (byte[] name, Inode inode) = _names.At((int)position);
        entry = new DirectoryEntry(name, inode.Number, DirectoryEntry.TypeOf(inode.Mode), position + 1);
        return true;
    }
}
