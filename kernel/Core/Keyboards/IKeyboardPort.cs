namespace Lodestar.Core.Keyboards;

/// <summary>The registers of a keyboard controller (Intel 8042), and a clock for its time-outs.</summary>
internal interface IKeyboardPort
{
    /// <summary>Nanoseconds since some moment; never goes back.</summary>
    long Now { get; }

    /// <summary>Reads port 64. All ones where there is no controller.</summary>
    byte ReadStatus();

    /// <summary>Reads port 60.</summary>
    byte ReadData();

    /// <summary>Writes port 60.</summary>
    void WriteData(byte value);

    /// <summary>Writes port 64.</summary>
    void WriteCommand(byte value);
}
