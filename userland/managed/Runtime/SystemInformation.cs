using System.Runtime.InteropServices;

namespace Lodestar.Userland;

/// <summary>A <c>struct sysinfo</c> (sysinfo(2)).</summary>
[StructLayout(LayoutKind.Explicit, Size = 112)]
internal struct SystemInformation
{
    /// <summary>Memory of the machine, in units.</summary>
    [FieldOffset(32)] public ulong TotalMemory;

    /// <summary>Bytes of a unit.</summary>
    [FieldOffset(104)] public uint Unit;
}
