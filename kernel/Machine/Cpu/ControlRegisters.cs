using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Cpu;

/// <summary>Switches on what the kernel wants of CR0, CR4 and EFER (Intel SDM volume 3, 2.5).</summary>
internal static class ControlRegisters
{
    /// <summary>Extended feature enable register.</summary>
    internal const uint MsrEfer = 0xc000_0080;

    [Flags]
    private enum Cr4 : ulong
    {
        MachineCheckEnable = 1 << 6,
        PageGlobalEnable = 1 << 7,
        Umip = 1 << 11,
        FsGsBase = 1 << 16,
        OsXsave = 1 << 18,
        Smep = 1 << 20,
        Smap = 1 << 21,
    }

    /// <summary>
    /// Protects the kernel from itself and from user memory as far as the CPU can. No user page may be reachable by then
    /// that kernel code still reads or executes. Paging, write protection and NX are on since <c>asm/boot.asm</c>. TSD and
    /// PCE stay clear: programs may read the time stamp counter, as on Linux, and no performance counter.
    /// </summary>
    public static void EnableProtections()
    {
        Cr4 wanted = 0;
        Want(CpuFeature.MachineCheck, Cr4.MachineCheckEnable, ref wanted);
        Want(CpuFeature.GlobalPages, Cr4.PageGlobalEnable, ref wanted);
        Want(CpuFeature.Umip, Cr4.Umip, ref wanted);
        Want(CpuFeature.FsGsBase, Cr4.FsGsBase, ref wanted);
        Want(CpuFeature.Xsave, Cr4.OsXsave, ref wanted);
        Want(CpuFeature.Smep, Cr4.Smep, ref wanted);
        Want(CpuFeature.Smap, Cr4.Smap, ref wanted);
        CpuInstructions.WriteCr4(CpuInstructions.ReadCr4() | (ulong)wanted);
        if (CpuFeatures.Has(CpuFeature.Smap))
        {
            SetSmapEnabled();
        }
    }

    private static void Want(CpuFeature feature, Cr4 bit, ref Cr4 wanted)
    {
        if (CpuFeatures.Has(feature))
        {
            wanted |= bit;
        }
    }

    /// <summary>Tells <c>asm/interrupts.asm</c> that CLAC exists and is needed.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "SetSmapEnabled")]
    private static extern void SetSmapEnabled();
}
