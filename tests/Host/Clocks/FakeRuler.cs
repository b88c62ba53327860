using System;
using Lodestar.Core.Clocks;

namespace Lodestar.Host.Tests.Clocks;

/// <summary>A ruler and a time stamp counter that go on as a test says.</summary>
/// <param name="frequency">Ticks of the ruler in a second.</param>
/// <param name="bits">Its bits.</param>
internal sealed class FakeRuler(ulong frequency, int bits) : IRuler
{
    /// <summary>Nanoseconds that have passed.</summary>
    internal ulong Time { get; set; }

    /// <summary>Nanoseconds that reading it takes.</summary>
    internal ulong Delay { get; set; } = 1000;

    /// <summary>How fast it really goes, in parts of a million.</summary>
    internal ulong Speed { get; set; } = 1_000_000;

    /// <summary>Reads so far.</summary>
    internal int Reads { get; private set; }

    /// <summary>Called before each read.</summary>
    internal Action? BeforeRead { get; set; }

    public string Name => "fake";

    public ulong Frequency => frequency;

    public int Bits => bits;

    public uint Read()
    {
        Reads++;
        BeforeRead?.Invoke();
        Time += Delay / 2;
        ulong ticks = (ulong)((UInt128)Time * frequency / 1_000_000_000 * Speed / 1_000_000);
        Time += Delay - (Delay / 2);
        return (uint)(ticks & ((1UL << bits) - 1));
    }

    /// <summary>The time stamp counter, of 2.5 GHz.</summary>
    internal ulong Timestamp() => Time * 5 / 2;
}
