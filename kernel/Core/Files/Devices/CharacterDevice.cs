using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

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

    /// <summary>What the device is ready for, <c>poll(2)</c>.</summary>
    public virtual PollEvents Readiness => PollEvents.Always;

    /// <summary>Woken when <see cref="Readiness"/> may have become more, with what; null for a device that never waits.</summary>
    public virtual WaitQueue? ReadinessChanged => null;

    /// <summary>Reads.</summary>
    /// <param name="target">Where the bytes go; may have no room.</param>
    /// <param name="mayWait">Whether to wait until there is something; otherwise EAGAIN.</param>
    /// <returns>Bytes that arrived, 0 at the end; EFAULT when none could be put.</returns>
    public abstract IoResult Read(ref IoTarget target, bool mayWait);

    /// <summary>Writes.</summary>
    /// <param name="source">The bytes; may be none.</param>
    /// <param name="mayWait">Whether to wait for the device; otherwise EAGAIN, or only a part is written.</param>
    /// <returns>Bytes written; EFAULT when none could be taken.</returns>
    public abstract IoResult Write(ref IoSource source, bool mayWait);
}
