using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lodestar.Initramfs;

/// <summary>
/// The names of an archive and what they mean, in ordinal order. All of it depends only on what
/// was added: not on the order of adding, nor on the machine, its users or its clock.
/// </summary>
public sealed class Archive
{
    /// <summary>rwxr-xr-x.</summary>
    public const uint DirectoryPermissions = 0b111_101_101;

    private readonly SortedDictionary<string, ArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Names without a slash in front, and what they mean: a directory comes before what is in it.</summary>
    public IEnumerable<KeyValuePair<string, ArchiveEntry>> Entries => _entries;

    /// <summary>Adds a name or gives it another meaning; directories on the way are made.</summary>
    /// <exception cref="InvalidDataException">The name is not usable, or would be in something that is no directory.</exception>
    public void Add(string path, ArchiveEntry entry)
    {
        string name = Normalize(path);
        if (Path.GetDirectoryName(name) is { Length: > 0 } parent)
        {
            if (!_entries.TryGetValue(parent, out ArchiveEntry? present))
            {
                Add(parent, new ArchiveEntry(EntryType.Directory, DirectoryPermissions));
            }
            else if (present.Type != EntryType.Directory)
            {
                throw new InvalidDataException($"{name} would be in {parent}, which is no directory");
            }
        }

        if (entry.Type != EntryType.Directory
            && _entries.Keys.FirstOrDefault(other => other.StartsWith(name + "/", StringComparison.Ordinal)) is { } child)
        {
            throw new InvalidDataException($"{name} must be a directory, because there is {child}");
        }

        _entries[name] = entry;
    }

    /// <summary>Adds one more name of something that is there, a hard link.</summary>
    public void AddLink(string path, string existing)
    {
        if (!_entries.TryGetValue(Normalize(existing), out ArchiveEntry? entry) || entry.Type == EntryType.Directory)
        {
            throw new InvalidDataException($"{path} is a link to {existing}, which is not there or is a directory");
        }

        Add(path, entry);
    }

    private static string Normalize(string path)
    {
        string name = path.Trim('/');
        string[] parts = name.Split('/');
        if (parts.Any(static part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"\"{path}\" is no name for an entry");
        }

        return name;
    }
}
