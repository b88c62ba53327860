using System;
using System.Collections.Generic;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A line with a clock that goes on only while somebody waits.</summary>
internal sealed class TestPort : ITerminalPort
{
    internal const byte Break = 0;

    private const long Step = 1_000_000;

    private readonly List<byte> _sent = [];

    public bool IsPresent { get; set; } = true;

    public long Now { get; private set; }

    /// <summary>What has been received; a break is null.</summary>
    internal Queue<byte?> Received { get; } = new();

    /// <summary>What happens while somebody waits, by the clock.</summary>
    internal Action<long>? Waiting { get; set; }

    public bool TryRead(out byte value, out bool isBreak)
    {
        bool isReady = Received.TryDequeue(out byte? received);
        isBreak = isReady && received is null;
        value = received ?? Break;
        return isReady;
    }

    public void Write(ReadOnlySpan<byte> bytes) => _sent.AddRange(bytes);

    public void Wait()
    {
        Now += Step;
        Waiting?.Invoke(Now);
    }

    internal void Type(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            Received.Enqueue(value);
        }
    }

    /// <summary>What was sent since the last call.</summary>
    internal byte[] TakeSent()
    {
        byte[] sent = [.. _sent];
        _sent.Clear();
        return sent;
    }
}
