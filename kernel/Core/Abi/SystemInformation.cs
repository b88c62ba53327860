using System.Runtime.InteropServices;

namespace Lodestar.Core.Abi;

/// <summary>struct sysinfo of <c>sysinfo(2)</c>: 112 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Size = 112)]
public struct SystemInformation
{
    /// <summary>Load averages are fixed-point numbers with so many bits behind the point (SI_LOAD_SHIFT).</summary>
    public const int LoadShift = 16;

    /// <summary>Seconds since the boot.</summary>
    public long Uptime;

    /// <summary>Load averages of 1, 5 and 15 minutes.</summary>
    public ulong Load1;
    public ulong Load5;
    public ulong Load15;

    /// <summary>Usable memory, in <see cref="MemoryUnit"/>s.</summary>
    public ulong TotalMemory;
    public ulong FreeMemory;
    public ulong SharedMemory;
    public ulong BufferMemory;
    public ulong TotalSwap;
    public ulong FreeSwap;

    /// <summary>Processes.</summary>
    public ushort Processes;

    private readonly ushort _padding;

    /// <summary>Memory that the kernel itself can't always reach; none on x86-64.</summary>
    public ulong TotalHigh;
    public ulong FreeHigh;

    /// <summary>Bytes of a unit.</summary>
    public uint MemoryUnit;
}
