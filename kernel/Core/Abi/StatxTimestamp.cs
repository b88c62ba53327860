using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct statx_timestamp of <c>statx(2)</c>: 16 bytes, the last four reserved.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public struct StatxTimestamp
{
    /// <summary>Whole seconds since 1970-01-01T00:00:00Z.</summary>
    public long Seconds;

    /// <summary>0 to 999,999,999.</summary>
    public uint Nanoseconds;
}
