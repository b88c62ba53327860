using Lodestar.Machine.Boot;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Memory;

/// <summary>What the boot loader's memory map and the CPU say about physical addresses.</summary>
internal static class PhysicalSpace
{
    /// <summary>Memory below is mapped whole, and the kernel hands none of it out.</summary>
    public const ulong LowMemoryEnd = 1 << 20;

    private static ulong s_end;

    /// <summary>The first address that the CPU does not have (CPUID 80000008, EAX bits 0 to 7).</summary>
    public static ulong End
    {
        get
        {
            const uint AddressSizes = 0x8000_0008;
            const int LeastBits = 36;
            const int MostBits = 52;
            if (s_end == 0)
            {
                int bits = (byte)Cpuid.Read(AddressSizes).Eax;
                s_end = 1UL << (bits is >= LeastBits and <= MostBits ? bits : LeastBits);
            }

            return s_end;
        }
    }

    /// <summary>Whether the map calls any of the bytes RAM.</summary>
    /// <param name="start">The first address.</param>
    /// <param name="end">The first address behind, higher than <paramref name="start"/>.</param>
    public static bool HasRam(ulong start, ulong end)
    {
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.IsRam && region.Start < end && start < region.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the firmware keeps all of the bytes, and what kind of memory they are in: the first MiB counts as ACPI's.</summary>
    /// <inheritdoc cref="HasRam"/>
    public static bool IsFirmware(ulong start, ulong end, out MemoryKind kind)
    {
        kind = MemoryKind.AcpiNonVolatile;
        if (end <= LowMemoryEnd)
        {
            return true;
        }

        bool isFound = false;
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Start >= end || start >= region.End)
            {
                continue;
            }

            if (region.Kind is MemoryKind.Usable or MemoryKind.Unusable)
            {
                return false;
            }

            if (region.Start <= start && end <= region.End)
            {
                kind = region.Kind;
                isFound = true;
            }
        }

        return isFound;
    }
}
