using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>A device of bytes, which any number of open files share.</summary>
/// <param name="name">The name in /dev.</param>
/// <param name="number">Its number in Linux's list (<c>Documentation/admin-guide/devices.txt</c>).</param>
/// <param name="permissions">Of the node in /dev.</param>
public abstract class CharacterDevice(string name, DeviceNumber number, FileMode permissions)
{
    public string Name { get; } = name;

    public DeviceNumber Number { get; } = number;

    /// <summary>Another name in /dev, a link; null for none.</summary>
    public virtual string? LinkName => null;

    public FileMode Permissions { get; } = permissions;

    /// <summary>Opens the device.</summary>
    /// <param name="inode">The node that led to it.</param>
    /// <param name="context">Who opens it.</param>
    /// <param name="flags">As for <see cref="Inode.Open"/>.</param>
    /// <param name="error">The error when there is no file.</param>
    public abstract OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error);
}
