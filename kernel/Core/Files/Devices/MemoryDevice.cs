using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>A device that never waits, and for which positions are accepted, though they mean nothing: <c>mem.c</c> in Linux.</summary>
/// <param name="name">The name in /dev.</param>
/// <param name="number">Its number.</param>
public abstract class MemoryDevice(string name, DeviceNumber number)
    : CharacterDevice(name, number, FileMode.IrUgo | FileMode.IwUgo)
{
    public sealed override OpenFile Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new DeviceFile(inode, this, flags);
    }

    /// <summary>Reads.</summary>
    /// <param name="target">Where the bytes go; may have no room.</param>
    /// <returns>Bytes that arrived, 0 at the end; EFAULT when none could be put.</returns>
    public abstract IoResult Read(ref IoTarget target);

    /// <summary>Writes.</summary>
    /// <param name="source">The bytes; may be none.</param>
    /// <returns>Bytes written; EFAULT when none could be taken.</returns>
    public abstract IoResult Write(ref IoSource source);
}
