namespace Lodestar.Machine.Cpu;

/// <summary>One answer of CPUID (Intel SDM volume 2A, "CPUID"; AMD APM volume 3, appendix E).</summary>
internal unsafe struct Cpuid
{
    /// <summary>Leaves from here on describe the hypervisor.</summary>
    public const uint HypervisorBase = 0x4000_0000;

    /// <summary>Leaves from here on are AMD's, and Intel's after them.</summary>
    public const uint ExtendedBase = 0x8000_0000;

    public uint Eax;
    public uint Ebx;
    public uint Ecx;
    public uint Edx;

    /// <summary>Asks for a leaf; one that the CPU does not have reads as zeros.</summary>
    public static Cpuid Read(uint leaf, uint subleaf = 0)
    {
        Cpuid result = Execute(leaf & 0xc000_0000, 0);
        // The first leaf of a range names its last one; without a range the CPU answers with something else.
        if (result.Eax < leaf || (result.Eax ^ leaf) >> 16 != 0)
        {
            return default;
        }

        return Execute(leaf, subleaf);
    }

    private static Cpuid Execute(uint leaf, uint subleaf)
    {
        Cpuid result;
        CpuInstructions.Cpuid(leaf, subleaf, (uint*)&result);
        return result;
    }
}
