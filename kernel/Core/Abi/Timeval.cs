using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>A time, struct timeval of <c>timeval(3type)</c>: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timeval
{
    /// <summary>Whole seconds.</summary>
    public long Seconds;

    /// <summary>0 to 999,999.</summary>
    public long Microseconds;
}
