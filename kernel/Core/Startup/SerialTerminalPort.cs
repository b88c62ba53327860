using System;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;
using Lodestar.Core.Time;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>A serial port as a terminal's line.</summary>
internal sealed class SerialTerminalPort(SerialLine line) : ITerminalPort
{
    /// <summary>Nanoseconds between two looks at the port. In that time it receives 12 bytes at its speed, and it can keep 16.</summary>
    private const long Interval = 1_000_000;

    public bool IsPresent => line.IsPresent;

    public long Now => SystemClock.Uptime;

    public bool TryRead(out byte value, out bool isBreak) => line.TryRead(out value, out isBreak);

    public void Write(ReadOnlySpan<byte> bytes) => line.Write(bytes);

    public void Wait() => Scheduler.Block(SystemClock.Uptime + Interval);
}
