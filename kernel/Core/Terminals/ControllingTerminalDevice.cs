using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Terminals;

/// <summary>/dev/tty, <c>tty(4)</c>: the controlling terminal of whoever opens it; ENXIO without one.</summary>
public sealed class ControllingTerminalDevice()
    : CharacterDevice("tty", new DeviceNumber(TerminalNumbers.AlternateMajor, 0), FileMode.IrUgo | FileMode.IwUgo)
{
    public override OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.ENXIO;
        return (Scheduler.Current as ITerminalUser)?.ControllingTerminal?.Open(inode, context, flags | OpenFlags.NoCtty, out error);
    }
}
