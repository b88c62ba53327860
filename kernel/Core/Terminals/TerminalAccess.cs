namespace Lodestar.Core.Terminals;

/// <summary>How an open file uses its terminal.</summary>
/// <param name="MayWait">Whether it waits (no O_NONBLOCK).</param>
/// <param name="HangUps">
/// How often the terminal had been hung up when the file was opened: it is of no use after the next time. Null for one that
/// outlives that.
/// </param>
public readonly record struct TerminalAccess(bool MayWait, int? HangUps = null);
