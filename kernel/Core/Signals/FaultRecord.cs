namespace Lodestar.Core.Signals;

/// <summary>
/// The last exception of a thread that became a signal. Every signal frame shows it, also those of later signals that
/// were sent.
/// </summary>
/// <param name="TrapNumber">The CPU's vector.</param>
/// <param name="ErrorCode">Its error code, 0 for a vector without one.</param>
/// <param name="Address">The address of the last page fault.</param>
public readonly record struct FaultRecord(int TrapNumber, ulong ErrorCode, ulong Address);
