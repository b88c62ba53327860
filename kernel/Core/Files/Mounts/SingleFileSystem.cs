using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <summary>A type of which there is one file system: each mount shows it.</summary>
/// <param name="name">Its name in <c>/proc/filesystems</c>.</param>
/// <param name="root">The root of the one.</param>
/// <param name="options">Options that may be given; they change nothing.</param>
public sealed class SingleFileSystem(string name, DirectoryInode root, params string[] options) : FileSystemType(name)
{
    public override Errno Make(MountOptions wanted, out DirectoryInode? made)
    {
        made = null;
        foreach ((string name, _) in wanted.All)
        {
            if (Array.IndexOf(options, name) < 0)
            {
                return Errno.EINVAL;
            }
        }

        made = root;
        return Errno.None;
    }
}
