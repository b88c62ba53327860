namespace Lodestar.Core.Acpi;

/// <summary>The registers that ACPI's tables name.</summary>
public interface IHardwareRegisters
{
    /// <summary>Reads a register; 0 if it cannot be reached.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="width">Its bytes: 1, 2 or 4.</param>
    uint Read(GenericAddress address, int width);

    /// <summary>Writes a register.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="width">Its bytes: 1, 2 or 4.</param>
    /// <param name="value">Its new value.</param>
    /// <returns>Whether it can be reached.</returns>
    bool Write(GenericAddress address, int width, uint value);

    /// <summary>Waits.</summary>
    void Wait(ulong nanoseconds);
}
