using Lodestar.Core.Abi;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Files.Log;

/// <summary>/dev/kmsg: the kernel's log to read, line by line, and to write to (Linux's <c>Documentation/ABI/testing/dev-kmsg</c>).</summary>
/// <param name="log">The log.</param>
public sealed class LogDevice(SystemLog log) : CharacterDevice("kmsg", new DeviceNumber(1, 11), FileMode.IrUgo | FileMode.IwUsr)
{
    public override OpenFile Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.None;
        return new LogFile(inode, log, flags);
    }
}
