using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A directory whose entries are kept in memory, in the order in which they came.</summary>
public sealed class TreeDirectory(FileSystem fileSystem, in InodeAttributes attributes)
    : DirectoryInode(fileSystem, fileSystem.NextInode(), attributes)
{
    /// <summary>Bytes that an entry counts for in st_size, "." and ".." too: BOGO_DIRENT_SIZE in Linux's <c>mm/shmem.c</c>.</summary>
    private const int EntrySize = 20;

    private const int OwnEntries = 2;

    private readonly NameTable _names = new();

    /// <summary>Entries without "." and "..".</summary>
    public int Count => _names.Count;

    /// <summary>0 where the kernel alone makes names.</summary>
    public override long Size => FileSystem.NameRefusal == Errno.None ? (OwnEntries + _names.Count) * (long)EntrySize : 0;

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
        if (inode.AsDirectory is not null)
        {
            LinkCount++;
        }
        else if (inode.LinkCount++ > 0)
        {
            FileSystem.Storage.AddInode();
            return;
        }

        inode.SetName(this, copy);
    }

    /// <summary>Removes a name that is there: of a directory only when that is empty, which the caller makes sure of.</summary>
    public void Remove(ReadOnlySpan<byte> name)
    {
        Inode inode = _names.Find(name) ?? throw new InvalidOperationException("there is no such name");
        _names.Remove(name);
        inode.LoseName(this, name);
        if (inode.AsDirectory is not null)
        {
            inode.LinkCount = 0;
            LinkCount--;
        }
        else if (inode.LinkCount-- > 1)
        {
            FileSystem.Storage.ReturnInode();
        }

        inode.ReleaseUnused();
    }

    /// <summary>Removes all names in it and below it. Files that are open stay until they are closed.</summary>
    public void Clear()
    {
        // A directory can lie deeper than there is room for calls.
        Stack<(TreeDirectory Directory, long Position)> open = new();
        open.Push((this, 0));
        while (open.TryPop(out (TreeDirectory Directory, long Position) place))
        {
            TreeDirectory directory = place.Directory;
            if (!directory._names.TryGetFrom(place.Position, out byte[] name, out Inode? inode, out long next))
            {
                continue;
            }

            if (inode is TreeDirectory { Count: > 0 } child)
            {
                open.Push(place);
                open.Push((child, 0));
                continue;
            }

            directory.Remove(name);
            open.Push((directory, next));
        }
    }

    /// <summary>Moves a name that is there to another that is not, perhaps in another directory of the file system.</summary>
    public void Move(ReadOnlySpan<byte> name, TreeDirectory newParent, ReadOnlySpan<byte> newName)
    {
        Inode inode = _names.Find(name) ?? throw new InvalidOperationException("there is no such name");
        byte[] copy = newName.ToArray();
        _names.Remove(name);
        newParent._names.Add(copy, inode);
        Place(inode, this, newParent);
        inode.SetName(newParent, copy);
    }

    /// <summary>Exchanges what two names stand for, RENAME_EXCHANGE.</summary>
    public void Exchange(ReadOnlySpan<byte> name, TreeDirectory otherParent, ReadOnlySpan<byte> otherName)
    {
        Inode inode = _names.Find(name) ?? throw new InvalidOperationException("there is no such name");
        Inode other = otherParent._names.Find(otherName) ?? throw new InvalidOperationException("there is no such name");
        _names.Replace(name, other);
        otherParent._names.Replace(otherName, inode);
        Place(inode, this, otherParent);
        Place(other, otherParent, this);
        inode.SetName(otherParent, otherName.ToArray());
        other.SetName(this, name.ToArray());
    }

    protected override bool TryReadChild(long position, out DirectoryEntry entry)
    {
        if (!_names.TryGetFrom(position, out byte[] name, out Inode? inode, out long next))
        {
            entry = default;
            return false;
        }

        entry = new DirectoryEntry(name, inode!.Number, DirectoryEntry.TypeOf(inode.Mode), next);
        return true;
    }

    /// <summary>A directory counts in its parent's number of links.</summary>
    private static void Place(Inode inode, TreeDirectory from, TreeDirectory to)
    {
        if (inode.AsDirectory is not null)
        {
            from.LinkCount--;
            to.LinkCount++;
        }
    }
}
