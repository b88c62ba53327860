using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Consoles;

/// <summary>/dev/tty0, <c>tty(4)</c>: the virtual terminal that is visible when it is opened.</summary>
internal sealed class VisibleTerminalDevice(VirtualTerminals terminals)
    : CharacterDevice("tty0", TerminalNumbers.Virtual(0), NodePermissions)
{
    /// <summary>Permissions of the nodes of virtual terminals: write(1) is of the group that may write.</summary>
    internal const FileMode NodePermissions = FileMode.IrUsr | FileMode.IwUsr | FileMode.IwGrp;

    public override OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error) =>
        terminals.Visible.Open(inode, context, flags | OpenFlags.NoCtty, out error);
}
