using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct rusage of <c>getrusage(2)</c>: 144 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 144)]
public struct ResourceUsage
{
    /// <summary>Time in ring 3.</summary>
    public Timeval UserTime;

    /// <summary>Time in the kernel.</summary>
    public Timeval SystemTime;
}
