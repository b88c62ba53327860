namespace Lodestar.Core.Abi;

/// <summary>RUSAGE_*: whose use <c>getrusage(2)</c> is about (<c>linux/resource.h</c>).</summary>
[AbiPrefix("RUSAGE_")]
public enum ResourceUsageTarget
{
    /// <summary>Children that have ended and were waited for.</summary>
    Children = -1,

    Self = 0,

    Thread = 1,
}
