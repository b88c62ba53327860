using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Core.Terminals;

/// <summary>A terminal's node in /dev: a serial line, <c>ttyS(4)</c>, a virtual terminal, or the console, <c>console(4)</c>.</summary>
public sealed class TerminalDevice : CharacterDevice
{
    private const FileMode SerialPermissions = FileMode.IrUsr | FileMode.IwUsr | FileMode.IrGrp | FileMode.IwGrp;

    private readonly Terminal _terminal;
    private readonly bool _isConsole;

    /// <summary>A terminal under its own number.</summary>
    /// <param name="name">The name in /dev.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="permissions">Of the node.</param>
    public TerminalDevice(string name, Terminal terminal, FileMode permissions = SerialPermissions)
        : base(name, terminal.Number, permissions)
    {
        _terminal = terminal;
    }

    private TerminalDevice(Terminal terminal, DeviceNumber number)
        : base("console", number, FileMode.IrUsr | FileMode.IwUsr)
    {
        _terminal = terminal;
        _isConsole = true;
    }

    /// <summary>/dev/console, which stands for another terminal.</summary>
    public static TerminalDevice SystemConsole(Terminal terminal) => new(terminal, new DeviceNumber(TerminalNumbers.AlternateMajor, 1));

    public override OpenFile? Open(Inode inode, FileContext context, OpenFlags flags, out Errno error) =>
        _isConsole ? _terminal.OpenConsole(inode, context, flags, out error) : _terminal.Open(inode, context, flags, out error);
}
