using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct timezone of <c>gettimeofday(2)</c>, which nobody uses any more: 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Timezone
{
    /// <summary>Minutes west of Greenwich.</summary>
    public int MinutesWest;

    /// <summary>Kind of daylight saving time.</summary>
    public int DaylightSaving;
}
