using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Devices;

namespace Lodestar.Host.Tests.Files;

/// <summary>A terminal with typed bytes and a screen.</summary>
internal sealed class TestConsole : IConsole
{
    public Queue<byte> Typed { get; } = new();

    public List<byte> Screen { get; } = [];

    public Termios Settings { get; init; }

    public WindowSize WindowSize { get; set; }

    public bool IsWritable => true;

    public bool IsReadable => Typed.Count > 0;

    public int Available => Typed.Count;

    public IoResult Read(Span<byte> destination, bool mayWait)
    {
        if (Typed.Count == 0)
        {
            return mayWait ? 0 : Errno.EAGAIN;
        }

        int count = 0;
        while (count < destination.Length && Typed.TryDequeue(out byte value))
        {
            destination[count++] = value;
        }

        return count;
    }

    public IoResult Write(ReadOnlySpan<byte> source, bool mayWait)
    {
        Screen.AddRange(source);
        return source.Length;
    }

    public void SetSettings(in Termios settings, bool flushInput) => throw new NotSupportedException();

    public void Flush(TerminalQueue queue) => throw new NotSupportedException();

    public void ControlFlow(TerminalFlow action) => throw new NotSupportedException();
}
