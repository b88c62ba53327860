using System;

namespace Lodestar.Core.Files;

/// <content>
/// The name that an inode is shown with. Of several it is the one that was opened last: an inode does not know its names, and
/// whoever has it open has only the inode.
/// </content>
public abstract partial class Inode
{
    /// <summary>The directory of the name; null without one.</summary>
    public DirectoryInode? NamedIn { get; private set; }

    /// <summary>The name, 1 to 255 bytes; empty without one.</summary>
    public ReadOnlyMemory<byte> Name { get; private set; }

    /// <summary>Whether the name is gone, though another may have taken its place.</summary>
    public bool HasLostName { get; private set; }

    /// <summary>Makes this the name.</summary>
    internal void SetName(DirectoryInode directory, ReadOnlyMemory<byte> name)
    {
        NamedIn = directory;
        Name = name;
        HasLostName = false;
    }

    /// <summary>The inode was found by a name, which becomes the one that it is shown with.</summary>
    internal void FoundAs(DirectoryInode directory, ReadOnlySpan<byte> name)
    {
        if (HasLostName || NamedIn != directory || !name.SequenceEqual(Name.Span))
        {
            SetName(directory, name.ToArray());
        }
    }

    /// <summary>A name was removed.</summary>
    internal void LoseName(DirectoryInode directory, ReadOnlySpan<byte> name) =>
        HasLostName |= NamedIn == directory && name.SequenceEqual(Name.Span);
}
