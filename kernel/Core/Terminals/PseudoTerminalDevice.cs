using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Terminals;

/// <summary>/dev/ptmx, <c>ptmx(4)</c>: each open makes a new pseudo-terminal.</summary>
/// <param name="table">Where their slaves are found.</param>
public sealed class PseudoTerminalDevice(PseudoTerminalTable table)
    : CharacterDevice("ptmx", s_number, FileMode.IrUgo | FileMode.IwUgo)
{
    private static readonly DeviceNumber s_number = new(TerminalNumbers.AlternateMajor, 2);

    public override OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error)
    {
        error = Errno.ENOSPC;
        if (table.TryCreate(context.Credentials) is not { } terminal)
        {
            return null;
        }

        error = Errno.None;
        return new PseudoTerminalMaster(inode, terminal, flags);
    }
}
