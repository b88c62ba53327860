using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>A terminal at a line that the test has the other end of, with a clock that goes on only while somebody waits.</summary>
internal sealed class TestTerminal() : Terminal(TerminalNumbers.Serial(0))
{
    private const long Step = 1_000_000;

    private readonly Queue<byte?> _received = new();
    private readonly List<byte> _sent = [];
    private long _now;

    /// <summary>Whether there is a line.</summary>
    internal bool IsConnected { get; set; } = true;

    /// <summary>Bytes that the line takes before the next <see cref="TakeSent"/>.</summary>
    internal int Capacity { get; set; } = int.MaxValue;

    /// <summary>The time.</summary>
    internal long Time => _now;

    /// <summary>What happens while somebody waits, by the clock.</summary>
    internal Action<long>? Waiting { get; set; }

    /// <summary>Signals to the foreground.</summary>
    internal List<Signal> Signals { get; } = [];

    /// <summary>Whether a signal waits for the caller: each that is sent does.</summary>
    internal bool IsInterrupted { get; set; }

    /// <summary>Who calls.</summary>
    internal TestUser? Caller { get; set; }

    internal bool IsReadable => (Readiness(new TerminalAccess(false)) & PollEvents.In) != 0;

    internal bool IsWritable => (Readiness(new TerminalAccess(false)) & PollEvents.Out) != 0;

    protected internal override bool IsPresent => IsConnected;

    protected internal override int TransmitRoom => Capacity - _sent.Count;

    protected override long Now => _now;

    protected override bool HasSignal => IsInterrupted;

    protected override ITerminalUser? User => Caller;

    protected internal override bool TryReceive(out byte value, out bool isBreak)
    {
        bool isThere = _received.TryDequeue(out byte? received);
        isBreak = isThere && received is null;
        value = received ?? 0;
        return isThere;
    }

    protected internal override int Transmit(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, TransmitRoom);
        _sent.AddRange(bytes[..count]);
        return count;
    }

    protected internal override void SendToForeground(Signal signal)
    {
        Signals.Add(signal);
        IsInterrupted = true;
        base.SendToForeground(signal);
    }

    protected override WaitEnd Wait(WaitQueue queue, long deadline)
    {
        if (IsInterrupted)
        {
            return WaitEnd.Interrupted;
        }

        if (_now >= deadline)
        {
            return WaitEnd.TimedOut;
        }

        _now += Step;
        Waiting?.Invoke(_now);
        return WaitEnd.Woken;
    }

    internal void Type(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            _received.Enqueue(value);
        }

        Receive();
    }

    internal void Break()
    {
        _received.Enqueue(null);
        Receive();
    }

    internal IoResult Read(Span<byte> destination, bool mayWait) => Read(destination, new TerminalAccess(mayWait), out _);

    internal IoResult Write(ReadOnlySpan<byte> source, bool mayWait) => Write(source, new TerminalAccess(mayWait));

    /// <summary>What was sent since the last call.</summary>
    internal byte[] TakeSent()
    {
        byte[] sent = [.. _sent];
        _sent.Clear();
        GoOnSending();
        return sent;
    }
}
