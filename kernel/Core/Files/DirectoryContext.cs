using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>Where the paths of a process begin, and what it masks: Linux's fs_struct, which CLONE_FS shares.</summary>
/// <param name="root">The root, and the first current directory.</param>
public sealed class DirectoryContext(DirectoryInode root)
{
    private const FileMode UsualUmask = FileMode.IwGrp | FileMode.IwOth;

    public DirectoryInode Root { get; set; } = root;

    public DirectoryInode CurrentDirectory { get; set; } = root;

    /// <summary>Permissions that a new file does not get, <c>umask(2)</c>; Linux starts its first process with 022.</summary>
    public FileMode Umask { get; set; } = UsualUmask;

    /// <summary>The same for a child that does not share it.</summary>
    public DirectoryContext Copy() => new(Root) { CurrentDirectory = CurrentDirectory, Umask = Umask };
}
