using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// The bases of FS and GS of the program whose call or exception is being served. Where the CPU has RDFSBASE and its relatives
/// the program may have changed them itself, so they are always read from the CPU.
/// </summary>
/// <remarks>A base that is set must be canonical, else the CPU faults; the caller checks it (arch_prctl(2) gives EPERM).</remarks>
public static class UserThreadPointers
{
    private const uint MsrFsBase = 0xc000_0100;

    /// <summary>What SWAPGS exchanges: the program's GS base while the kernel runs.</summary>
    private const uint MsrKernelGsBase = 0xc000_0102;

    /// <summary>Whether programs can execute RDFSBASE, WRFSBASE, RDGSBASE and WRGSBASE: HWCAP2_FSGSBASE in AT_HWCAP2.</summary>
    public static bool HasInstructions => CpuFeatures.Has(CpuFeature.FsGsBase);

    /// <summary>Makes both zero and all selectors null, as a new program finds them.</summary>
    public static unsafe void Reset()
    {
        UserSegments segments = default;
        bool enabled = CpuInstructions.DisableInterrupts();
        UserSegments.Load(&segments, withSelectors: 1);
        if (enabled)
        {
            CpuInstructions.EnableInterrupts();
        }
    }

    /// <summary>The FS base: the thread pointer of the psABI. Setting it makes the selector null, as Linux does.</summary>
    public static ulong FsBase
    {
        get => CpuInstructions.ReadMsr(MsrFsBase);
        set
        {
            CpuInstructions.ClearUserFs();
            CpuInstructions.WriteMsr(MsrFsBase, value);
        }
    }

    /// <summary>The GS base. Setting it makes the selector null, as Linux does.</summary>
    public static ulong GsBase
    {
        get => CpuInstructions.ReadMsr(MsrKernelGsBase);
        set
        {
            bool enabled = CpuInstructions.DisableInterrupts();
            CpuInstructions.ClearUserGs();
            CpuInstructions.WriteMsr(MsrKernelGsBase, value);
            if (enabled)
            {
                CpuInstructions.EnableInterrupts();
            }
        }
    }
}
