namespace Lodestar.Core.Clocks;

/// <summary>A counter of a speed that is known, to measure others by.</summary>
public interface IRuler
{
    /// <summary>What it is called in the log.</summary>
    string Name { get; }

    /// <summary>Ticks per second.</summary>
    ulong Frequency { get; }

    /// <summary>How many bits it has, up to 32; then it begins anew.</summary>
    int Bits { get; }

    /// <summary>Its present value; bits above <see cref="Bits"/> are 0.</summary>
    uint Read();
}
