using System;
using System.IO;
using System.Runtime.InteropServices;
using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>Calls of the host that terminals need, by descriptors.</summary>
internal static class HostTerminalCalls
{
    /// <summary>Fails with what the host says unless a call has succeeded.</summary>
    internal static int Must(int result)
    {
        Assert(result >= 0);
        return result;
    }

    internal static void Assert(bool condition)
    {
        if (!condition)
        {
            throw new IOException($"the host's terminal: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Reads at most so many bytes; an error is the negated number.</summary>
    internal static (int Result, byte[] Bytes) Read(int descriptor, int length)
    {
        byte[] buffer = new byte[length];
        int count = Read(descriptor, buffer, length);
        return count < 0 ? (-Marshal.GetLastPInvokeError(), []) : (count, buffer[..count]);
    }

    /// <summary>Writes; an error is the negated number.</summary>
    internal static int Write(int descriptor, byte[] bytes)
    {
        int count = Write(descriptor, bytes, bytes.Length);
        return count < 0 ? -Marshal.GetLastPInvokeError() : count;
    }

    /// <summary>What poll(2) says at once.</summary>
    internal static PollEvents Poll(int descriptor, PollEvents wanted)
    {
        PollDescriptor entry = new() { Descriptor = descriptor, Wanted = wanted };
        Must(Poll(ref entry, 1, 0));
        return entry.Ready;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    internal static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    internal static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern int Read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern int Write(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static extern int Control(int descriptor, ulong request, ref int argument);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static extern int Control(int descriptor, ulong request, ref Termios argument);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static extern int Control(int descriptor, ulong request, nint argument);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollDescriptor entry, nint count, int timeout);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    internal static extern int Control(int descriptor, ulong request, ref WindowSize argument);
}
