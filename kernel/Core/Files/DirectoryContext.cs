using Lodestar.Core.Abi;
using Lodestar.Core.Files.Mounts;

namespace Lodestar.Core.Files;

/// <summary>Where the paths of a process begin, and what it masks: Linux's fs_struct, which CLONE_FS shares.</summary>
/// <param name="root">The root, and the first current directory.</param>
/// <param name="mounts">The mounts that paths can lead through.</param>
public sealed class DirectoryContext(Location root, MountTable mounts)
{
    private const FileMode UsualUmask = FileMode.IwGrp | FileMode.IwOth;

    public Location Root { get; set; } = root;

    /// <summary>The mounts that paths can lead through.</summary>
    public MountTable Mounts { get; } = mounts;

    public Location CurrentDirectory { get; set; } = root;

    /// <summary>Permissions that a new file does not get, <c>umask(2)</c>; Linux starts its first process with 022.</summary>
    public FileMode Umask { get; set; } = UsualUmask;

    /// <summary>The same for a child that does not share it.</summary>
    public DirectoryContext Copy() => new(Root, Mounts) { CurrentDirectory = CurrentDirectory, Umask = Umask };
}
