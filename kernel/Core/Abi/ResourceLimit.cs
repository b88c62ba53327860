using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct rlimit of <c>getrlimit(2)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ResourceLimit
{
    /// <summary>No limit, RLIM_INFINITY.</summary>
    public const ulong Infinity = ulong.MaxValue;

    /// <summary>rlim_cur: the soft limit, the one that holds.</summary>
    public ulong Current;

    /// <summary>rlim_max: the hard limit, how far the soft one may be raised.</summary>
    public ulong Maximum;
}
