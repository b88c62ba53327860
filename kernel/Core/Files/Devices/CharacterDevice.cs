using System;
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

    public FileMode Permissions { get; } = permissions;

    /// <summary>Whether positions are accepted, though they mean nothing; otherwise ESPIPE.</summary>
    public virtual bool IsSeekable => true;

    /// <summary>The terminal that this is, for its ioctls; null for what is none (ENOTTY).</summary>
    public virtual IConsole? Console => null;

    /// <summary>Reads; 0 means the end.</summary>
    public abstract IoResult Read(Span<byte> destination, bool mayWait);

    /// <summary>Writes.</summary>
    public abstract IoResult Write(ReadOnlySpan<byte> source, bool mayWait);
}
