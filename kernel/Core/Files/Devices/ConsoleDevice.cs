using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/console, <c>console(4)</c>, and /dev/tty, <c>tty(4)</c>: there is one terminal, so both are the same.</summary>
public sealed class ConsoleDevice : CharacterDevice
{
    private const uint AlternateTtyMajor = 5;

    /// <summary>Bytes that a line of input can have (N_TTY_BUF_SIZE in Linux).</summary>
    private const int LongestLine = 4096;

    /// <summary>Bytes that are written at once.</summary>
    private const int ChunkSize = 2048;

    private ConsoleDevice(string name, uint minor, FileMode permissions, IConsole console)
        : base(name, new DeviceNumber(AlternateTtyMajor, minor), permissions)
    {
        Console = console;
    }

    public override IConsole Console { get; }

    public override bool IsSeekable => false;

    public override PollEvents Readiness =>
        (Console.IsReadable ? PollEvents.In | PollEvents.RdNorm : PollEvents.None)
        | (Console.IsWritable ? PollEvents.Out | PollEvents.WrNorm : PollEvents.None);

    /// <summary>Input comes over the serial line.</summary>
    public override WaitQueue ReadinessChanged => DeviceEvents.Serial;

    /// <summary>/dev/console, the superuser's.</summary>
    public static ConsoleDevice SystemConsole(IConsole console) => new("console", 1, FileMode.IrUsr | FileMode.IwUsr, console);

    /// <summary>/dev/tty, everybody's.</summary>
    public static ConsoleDevice ControllingTerminal(IConsole console) =>
        new("tty", 0, FileMode.IrUgo | FileMode.IwUgo, console);

    /// <summary>Reads one line at the most; what of it cannot be put is lost, as in Linux.</summary>
    public override IoResult Read(ref IoTarget target, bool mayWait)
    {
        if (target.Remaining == 0)
        {
            return 0;
        }

        Span<byte> line = stackalloc byte[(int)Math.Min(target.Remaining, LongestLine)];
        IoResult result = Console.Read(line, mayWait);
        if (result.Raw <= 0)
        {
            return result;
        }

        int copied = target.Put(line[..(int)result.Raw]);
        return copied == 0 ? Errno.EFAULT : copied;
    }

    /// <summary>Writes in chunks. Of one that cannot be read whole nothing is written (iterate_tty_write in Linux).</summary>
    public override IoResult Write(ref IoSource source, bool mayWait)
    {
        Span<byte> buffer = stackalloc byte[(int)Math.Min(source.Remaining, ChunkSize)];
        long done = 0;
        while (source.Remaining > 0)
        {
            Span<byte> chunk = buffer[..(int)Math.Min(source.Remaining, ChunkSize)];
            if (source.Take(chunk) < chunk.Length)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            IoResult result = Console.Write(chunk, mayWait);
            if (result.IsError)
            {
                return done > 0 ? done : result;
            }

            done += result.Raw;
            if (result.Raw < chunk.Length)
            {
                break;
            }
        }

        return done;
    }
}
