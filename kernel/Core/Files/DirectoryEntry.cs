using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>A name in a directory, for listing.</summary>
/// <param name="Name">1 to 255 bytes.</param>
/// <param name="Inode">The inode's number.</param>
/// <param name="Type">Its type.</param>
/// <param name="Next">Where listing goes on behind it, d_off.</param>
public readonly record struct DirectoryEntry(ReadOnlyMemory<byte> Name, ulong Inode, DirentType Type, long Next)
{
    private const int TypeShift = 12;

    /// <summary>The d_type of a mode: the same four bits.</summary>
    public static DirentType TypeOf(FileMode mode) => (DirentType)((uint)(mode & FileMode.IfMt) >> TypeShift);
}
