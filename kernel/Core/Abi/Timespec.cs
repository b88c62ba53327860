using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>A time or a duration, struct timespec of <c>timespec(3type)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timespec
{
    /// <summary>Whole seconds; of a time, since 1970-01-01T00:00:00Z.</summary>
    public long Seconds;

    /// <summary>0 to 999,999,999.</summary>
    public long Nanoseconds;
}
