using Lodestar.Core.Abi;

namespace Lodestar.Core.Processes;

/// <summary>How a process ended, as <c>wait(2)</c> tells it.</summary>
/// <param name="Code">What it passed to <c>exit(2)</c>, 0 to 255; 0 if a signal ended it.</param>
/// <param name="Signal">The signal that ended it, 1 to 64; 0 if it ended itself.</param>
public readonly record struct ExitStatus(int Code, int Signal)
{
    /// <summary>An end by <c>exit(2)</c>; of the status the low eight bits count.</summary>
    public static ExitStatus Exited(int status) => new(status & 0xff, 0);

    /// <summary>An end by a signal.</summary>
    public static ExitStatus Killed(Signal signal) => new(0, (int)signal);
}
