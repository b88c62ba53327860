namespace Lodestar.Core.Abi;

/// <summary>MEMBARRIER_CMD_*: what <c>membarrier(2)</c> does (<c>linux/membarrier.h</c>), as far as it is there.</summary>
[AbiPrefix("MEMBARRIER_CMD_")]
public enum MembarrierCommand
{
    /// <summary>Which commands there are, a bit each.</summary>
    Query = 0,

    /// <summary>A barrier on every processor that runs a thread.</summary>
    Global = 1,
}
