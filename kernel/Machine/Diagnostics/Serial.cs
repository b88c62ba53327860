namespace Lodestar.Machine.Diagnostics;

/// <summary>Plain text to the serial port and the log's ring buffer.</summary>
public static class Serial
{
    /// <summary>Writes text as it is, without a line end of its own.</summary>
    public static void Write(string text) => KernelLog.WriteText(text);

    /// <summary>Ends the emulator if the command line allows it.</summary>
    public static void Exit(byte code) => EmulatorExit.Request((EmulatorStatus)code);
}
