namespace Lodestar.Core.Files.Proc;

/// <summary>/proc/cpuinfo: the lines that Linux prints for x86 (<c>arch/x86/kernel/cpu/proc.c</c>).</summary>
internal static class CpuInformation
{
    private const uint Extended = 0x8000_0000;
    private const ulong HertzPerMegahertz = 1_000_000;
    private const ulong HertzPerKilohertz = 1000;

    internal static void Write(ISystemStatus system, TextBuffer text)
    {
        (uint version, uint features, _, _) = system.AskCpu(1, 0);
        (uint family, uint model, uint stepping) = Decode(version);
        ulong kilohertz = system.Frequency / HertzPerKilohertz;
        uint lineSize = (features >> 8 & 0xff) * 8;
        text.Add($"processor\t: 0\nvendor_id\t: {system.CpuVendor}\ncpu family\t: {family}\nmodel\t\t: {model}\n");
        text.Add($"model name\t: {system.CpuName}\nstepping\t: {stepping}\n");
        text.Add($"cpu MHz\t\t: {kilohertz / 1000}.{kilohertz % 1000:d3}\n");
        if (CacheSize(system) is var cache and > 0)
        {
            text.Add($"cache size\t: {cache} KB\n");
        }

        text.Add("physical id\t: 0\nsiblings\t: 1\ncore id\t\t: 0\ncpu cores\t: 1\n"u8);
        text.Add($"apicid\t\t: {features >> 24}\ninitial apicid\t: {features >> 24}\n");
        text.Add($"fpu\t\t: yes\nfpu_exception\t: yes\ncpuid level\t: {system.AskCpu(0, 0).Eax}\nwp\t\t: yes\nflags\t\t:");
        CpuFlagNames.Write(system, text);

        // A loop that waits takes two instructions, of which each takes a tick.
        ulong loops = system.Frequency * 2;
        text.Add($"\nbugs\t\t:\nbogomips\t: {loops / HertzPerMegahertz}.{loops / (HertzPerMegahertz / 100) % 100:d2}\n");
        text.Add($"clflush size\t: {lineSize}\ncache_alignment\t: {lineSize}\n");
        (uint physical, uint @virtual) = AddressSizes(system);
        text.Add($"address sizes\t: {physical} bits physical, {@virtual} bits virtual\npower management:\n\n");
    }

    /// <summary>Family and model are in two parts each (Intel SDM volume 2A, "CPUID", figure 3-6).</summary>
    private static (uint Family, uint Model, uint Stepping) Decode(uint version)
    {
        uint family = version >> 8 & 0xf;
        uint model = version >> 4 & 0xf;
        if (family is 0x6 or 0xf)
        {
            model += (version >> 16 & 0xf) << 4;
        }

        return (family == 0xf ? family + (version >> 20 & 0xff) : family, model, version & 0xf);
    }

    /// <summary>KiB of the largest cache: by leaf 4, or AMD's leaf 8000_0006h; 0 when neither says it.</summary>
    private static uint CacheSize(ISystemStatus system)
    {
        uint size = 0;
        for (uint i = 0; system.AskCpu(4, i) is var cache && (cache.Eax & 0x1f) != 0; i++)
        {
            uint ways = (cache.Ebx >> 22) + 1;
            uint partitions = (cache.Ebx >> 12 & 0x3ff) + 1;
            uint line = (cache.Ebx & 0xfff) + 1;
            size = System.Math.Max(size, ways * partitions * line * (cache.Ecx + 1) >> 10);
        }

        return size > 0 ? size : system.AskCpu(Extended + 6, 0).Ecx >> 16;
    }

    private static (uint Physical, uint Virtual) AddressSizes(ISystemStatus system)
    {
        const uint PhysicalWithout = 36;
        const uint VirtualWithout = 48;
        uint sizes = system.AskCpu(Extended + 8, 0).Eax;
        return sizes == 0 ? (PhysicalWithout, VirtualWithout) : (sizes & 0xff, sizes >> 8 & 0xff);
    }
}
