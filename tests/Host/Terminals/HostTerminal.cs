using System;
using System.IO;
using Lodestar.Core.Abi;
using static Lodestar.Host.Tests.Terminals.HostTerminalCalls;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A pseudo terminal of the host's Linux, <c>pty(7)</c>: what is typed at its one end a program reads at the other.</summary>
internal sealed class HostTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlock = 0x800;

    private readonly int _keyboard;
    private readonly int _program;

    internal HostTerminal()
    {
        const int Flags = ReadWrite | NoControllingTerminal | NonBlock;
        _keyboard = Must(Open("/dev/ptmx", Flags));
        int number = 0;
        Must(Control(_keyboard, (ulong)IoctlRequest.SetPeerLock, ref number));
        Must(Control(_keyboard, (ulong)IoctlRequest.GetPeerNumber, ref number));
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

    internal void Type(byte[] bytes) => Assert(HostTerminalCalls.Write(_keyboard, bytes) == bytes.Length);

    /// <summary>Reads as a program.</summary>
    /// <returns>The bytes; null for EAGAIN.</returns>
    internal byte[]? Read(int length) => ReadAvailable(_program, length);

    /// <summary>Writes as a program.</summary>
    /// <returns>Whether it was possible.</returns>
    internal bool Write(byte[] bytes)
    {
        int count = HostTerminalCalls.Write(_program, bytes);
        Assert(count == bytes.Length || count == -(int)Errno.EAGAIN);
        return count >= 0;
    }

    /// <summary>What the program and the echo have sent.</summary>
    internal byte[] TakeSent()
    {
        using MemoryStream all = new();
        while (ReadAvailable(_keyboard, InputSize) is { Length: > 0 } some)
        {
            all.Write(some);
        }

        return all.ToArray();
    }

    /// <summary>What poll(2) says to the program.</summary>
    internal PollEvents Poll() => HostTerminalCalls.Poll(_program, PollEvents.In | PollEvents.Out);

    private const int InputSize = 4096;

    private static byte[]? ReadAvailable(int descriptor, int length)
    {
        (int result, byte[] bytes) = HostTerminalCalls.Read(descriptor, length);
        Assert(result >= 0 || result == -(int)Errno.EAGAIN);
        return result < 0 ? null : bytes;
    }
}
