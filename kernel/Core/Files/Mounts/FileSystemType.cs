using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Mounts;

/// <summary>A type of file systems that can be mounted.</summary>
/// <param name="name">Its name in <c>/proc/filesystems</c>.</param>
public abstract class FileSystemType(string name)
{
    public string Name { get; } = name;

    /// <summary>Gives what is to be mounted: a new file system, or the one that there is of the type.</summary>
    /// <param name="wanted">What the caller of <c>mount(2)</c> wants.</param>
    /// <param name="made">Its root; null after an error.</param>
    /// <returns>EINVAL for options that there are not.</returns>
    public abstract Errno Make(MountOptions wanted, out DirectoryInode? made);
}
