using System;
using System.Collections.Generic;
using System.Text;

namespace Lodestar.Core.Files.Mounts;

/// <summary>The types that can be mounted.</summary>
public sealed class FileSystemTypes
{
    private readonly List<FileSystemType> _types = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<FileSystemType> Types => _types;

    /// <summary>Adds a type.</summary>
    public void Add(FileSystemType type) => _types.Add(type);

    /// <summary>The type with a name, or null.</summary>
    public FileSystemType? Find(ReadOnlySpan<byte> name)
    {
        foreach (FileSystemType type in _types)
        {
            if (name.SequenceEqual(Encoding.ASCII.GetBytes(type.Name)))
            {
                return type;
            }
        }

        return null;
    }
}
