using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>The names of a path, one after the other.</summary>
public ref partial struct PathWalk
{
    /// <summary>Takes the next name off the path. It must be in a directory that may be searched.</summary>
    private Errno TakeName(out ReadOnlySpan<byte> name, out DirectoryInode? directory)
    {
        int length = _rest.IndexOf(Slash);
        name = length < 0 ? _rest : _rest[..length];
        _rest = _rest[name.Length..];
        directory = _current.AsDirectory;
        if (directory is null)
        {
            return Errno.ENOTDIR;
        }

        return directory.CheckAccess(_context.Credentials, AccessMode.Execute);
    }

    private readonly bool IsLastName(ReadOnlySpan<byte> name, out bool hasSlash)
    {
        hasSlash = !_rest.IsEmpty;
        return _pending.Count == 0 && _callersRest.IsEmpty && _rest.TrimStart(Slash).IsEmpty;
    }
}
