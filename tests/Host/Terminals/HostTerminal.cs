using System;
using System.IO;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A pseudo terminal of the host's Linux, <c>pty(7)</c>: what is typed at its one end a program reads at the other.</summary>
internal sealed class HostTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlock = 0x800;
    private const ulong GetNumber = 0x80045430;
    private const ulong SetLock = 0x40045431;

    private readonly int _keyboard;
    private readonly int _program;

    internal HostTerminal()
    {
        const int Flags = ReadWrite | NoControllingTerminal | NonBlock;
        _keyboard = Must(Open("/dev/ptmx", Flags));
        int number = 0;
        Must(Control(_keyboard, SetLock, ref number));
        Must(Control(_keyboard, GetNumber, ref number));
        _program = Must(Open($"/dev/pts/{number}", Flags));
    }

    internal Termios Settings
    {
        get
        {
            Termios settings = default;
            Must(Control(_program, (ulong)IoctlRequest.GetTermios, ref settings));
            return settings;
        }
    }

    public void Dispose()
    {
        Close(_program);
        Close(_keyboard);
    }

    internal void Set(IoctlRequest request, Termios settings) => Must(Control(_program, (ulong)request, ref settings));

    internal void Request(IoctlRequest request, int argument) => Must(Control(_program, (ulong)request, argument));

    internal void Type(byte[] bytes) => Assert(Write(_keyboard, bytes, bytes.Length) == bytes.Length);

    /// <summary>Reads as a program.</summary>
    /// <returns>The bytes; null for EAGAIN.</returns>
    internal byte[]? Read(int length) => Read(_program, length);

    /// <summary>Writes as a program.</summary>
    /// <returns>Whether it was possible.</returns>
    internal bool Write(byte[] bytes)
    {
        int count = Write(_program, bytes, bytes.Length);
        Assert(count == bytes.Length || (count < 0 && Marshal.GetLastPInvokeError() == (int)Errno.EAGAIN));
        return count >= 0;
    }

    /// <summary>What the program and the echo have sent.</summary>
    internal byte[] TakeSent()
    {
        using MemoryStream all = new();
        while (Read(_keyboard, InputSize) is { Length: > 0 } some)
        {
            all.Write(some);
        }

        return all.ToArray();
    }

    /// <summary>What poll(2) says to the program.</summary>
    internal PollEvents Poll()
    {
        PollDescriptor entry = new() { Descriptor = _program, Wanted = PollEvents.In | PollEvents.Out };
        Must(Poll(ref entry, 1, 0));
        return entry.Ready;
    }

    private const int InputSize = 4096;

    private static byte[]? Read(int descriptor, int length)
    {
        byte[] buffer = new byte[length];
        int count = Read(descriptor, buffer, length);
        Assert(count >= 0 || Marshal.GetLastPInvokeError() == (int)Errno.EAGAIN);
        return count < 0 ? null : buffer[..count];
    }

    private static int Must(int result)
    {
        Assert(result >= 0);
        return result;
    }

    private static void Assert(bool condition)
    {
        if (!condition)
        {
            throw new IOException($"the host's terminal: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern int Read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern int Write(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, ulong request, ref int argument);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, ulong request, ref Termios argument);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static extern int Control(int descriptor, ulong request, nint argument);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollDescriptor entry, nint count, int timeout);
}
