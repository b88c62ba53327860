namespace Lodestar.Core.Time;

/// <summary>The registers of the chip that <see cref="RealTimeClock"/> reads and sets.</summary>
public interface IClockChip
{
    /// <summary>Reads a register.</summary>
    /// <param name="register">0 to 127.</param>
    /// <returns>All ones where there is no chip.</returns>
    byte Read(byte register);

    /// <summary>Writes a register.</summary>
    /// <param name="register">0 to 127.</param>
    /// <param name="value">Its new value.</param>
    void Write(byte register, byte value);
}
