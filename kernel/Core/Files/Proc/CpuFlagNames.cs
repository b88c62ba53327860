using System;

namespace Lodestar.Core.Files.Proc;

/// <summary>
/// The names of what CPUs can do, in the order of Linux's <c>arch/x86/include/asm/cpufeatures.h</c>: a register of CPUID a line,
/// with a name for each bit from 0 up; a dash is a bit that has none.
/// </summary>
internal static class CpuFlagNames
{
    private static readonly (uint Leaf, uint Subleaf, char Register, string Names)[] s_names =
    [
        (1, 0, 'd', "fpu vme de pse tsc msr pae mce cx8 apic - sep mtrr pge mca cmov pat pse36 pn clflush - dts acpi mmx fxsr sse sse2 ss ht tm ia64 pbe"),
        (0x8000_0001, 0, 'd', "- - - - - - - - - - - syscall - - - - - - - mp nx - mmxext - - fxsr_opt pdpe1gb rdtscp - lm 3dnowext 3dnow"),
        (0x8000_0007, 0, 'd', "- - - - - - - - nonstop_tsc"),
        (1, 0, 'c', "pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm - pcid dca sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave - avx f16c rdrand hypervisor"),
        (0x8000_0001, 0, 'c', "lahf_lm cmp_legacy svm extapic cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw ibs xop skinit wdt - lwp fma4 tce - nodeid_msr - tbm topoext perfctr_core perfctr_nb - bpext ptsc perfctr_llc mwaitx"),
        (7, 0, 'b', "fsgsbase tsc_adjust sgx bmi1 hle avx2 - smep bmi2 erms invpcid rtm cqm - mpx rdt_a avx512f avx512dq rdseed adx smap avx512ifma - clflushopt clwb intel_pt avx512pf avx512er avx512cd sha_ni avx512bw avx512vl"),
        (0xd, 1, 'a', "xsaveopt xsavec xgetbv1 xsaves"),
        (7, 1, 'a', "sha512 sm3 sm4 - avx_vnni avx512_bf16"),
        (0x8000_0008, 0, 'b', "clzero irperf xsaveerptr - rdpru - - - - wbnoinvd"),
        (6, 0, 'a', "dtherm ida arat - pln - pts hwp"),
        (7, 0, 'c', "- avx512vbmi umip pku ospke waitpkg avx512_vbmi2 - gfni vaes vpclmulqdq avx512_vnni avx512_bitalg tme avx512_vpopcntdq - la57 - - - - - rdpid - bus_lock_detect cldemote - movdiri movdir64b enqcmd"),
        (7, 0, 'd', "- - avx512_4vnniw avx512_4fmaps fsrm - - - avx512_vp2intersect - md_clear - - - serialize - tsxldtrk - pconfig arch_lbr ibt - amx_bf16 avx512_fp16 amx_tile amx_int8 - - flush_l1d arch_capabilities"),
    ];

    /// <summary>Adds those that the CPU has, with a blank before each.</summary>
    internal static void Write(ISystemStatus system, TextBuffer text)
    {
        foreach ((uint leaf, uint subleaf, char register, string names) in s_names)
        {
            (uint a, uint b, uint c, uint d) = system.AskCpu(leaf, subleaf);
            uint bits = register switch { 'a' => a, 'b' => b, 'c' => c, _ => d };
            foreach (string name in names.Split(' '))
            {
                if ((bits & 1) != 0 && name != "-")
                {
                    text.Add($" {name}");
                }

                bits >>= 1;
            }
        }
    }
}
