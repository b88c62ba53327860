using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/console, <c>console(4)</c>, and /dev/tty, <c>tty(4)</c>: there is one terminal, so both are the same.</summary>
public sealed class ConsoleDevice : CharacterDevice
{
    private const uint AlternateTtyMajor = 5;

    private ConsoleDevice(string name, uint minor, FileMode permissions, IConsole console)
        : base(name, new DeviceNumber(AlternateTtyMajor, minor), permissions)
    {
        Console = console;
    }

    public override IConsole Console { get; }

    public override bool IsSeekable => false;

    /// <summary>/dev/console, the superuser's.</summary>
    public static ConsoleDevice SystemConsole(IConsole console) => new("console", 1, FileMode.IrUsr | FileMode.IwUsr, console);

    /// <summary>/dev/tty, everybody's.</summary>
    public static ConsoleDevice ControllingTerminal(IConsole console) =>
        new("tty", 0, FileMode.IrUgo | FileMode.IwUgo, console);

    public override IoResult Read(Span<byte> destination, bool mayWait) => Console.Read(destination, mayWait);

    public override IoResult Write(ReadOnlySpan<byte> source, bool mayWait) => Console.Write(source, mayWait);
}
