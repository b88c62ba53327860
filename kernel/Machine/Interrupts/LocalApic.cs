using System.Runtime.CompilerServices;
using System.Threading;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Interrupts;

/// <summary>
/// The boot CPU's local APIC, its registers in memory (xAPIC) or model-specific (x2APIC; Intel SDM volume 3, "Advanced Programmable
/// Interrupt Controller"). It brings the interrupts of the I/O APICs in, or those of the old controllers (virtual wire mode), and has a timer.
/// </summary>
internal static unsafe class LocalApic
{
    private const uint MsrApicBase = 0x1b;
    private const ulong GloballyEnabled = 1 << 11;
    private const ulong X2ApicMode = 1 << 10;
    private const ulong AddressMask = 0x000f_ffff_ffff_f000;

    private const uint SoftwareEnabled = 1 << 8;
    private const uint Masked = 1 << 16;
    private const uint DeliverExternalInterrupt = 7 << 8;
    private const uint DeliverNonMaskable = 4 << 8;

    /// <summary>The first register's number among the model-specific ones; the others follow 16 bytes for one.</summary>
    private const uint MsrX2Apic = 0x800;
    private const int MsrShift = 4;

    private static byte* s_registers;
    private static bool s_isX2Apic;

    /// <summary>Offsets of registers, each 32 bits.</summary>
    public enum Register
    {
        Id = 0x20,
        TaskPriority = 0x80,
        EndOfInterrupt = 0xb0,
        SpuriousInterrupt = 0xf0,

        /// <summary>The first of eight for 32 vectors each, 16 bytes apart.</summary>
        InService = 0x100,
        LocalTimer = 0x320,
        LocalInterrupt0 = 0x350,
        LocalInterrupt1 = 0x360,
        InitialCount = 0x380,
        CurrentCount = 0x390,
        DivideConfiguration = 0x3e0,
    }

    /// <summary>Whether <see cref="TryInitialize"/> has set it up.</summary>
    public static bool IsUsed => s_registers != null || s_isX2Apic;

    /// <summary>The boot CPU's number.</summary>
    public static uint Id
    {
        get
        {
            const int XApicShift = 24;
            uint id = Read(Register.Id);
            return s_isX2Apic ? id : id >> XApicShift;
        }
    }

    /// <summary>
    /// Sets it up with its timer masked, in the mode that the firmware has left it in; false if the CPU has none, or if it is switched off.
    /// </summary>
    public static bool TryInitialize()
    {
        const ulong RegisterBytes = 0x400;
        ulong apicBase = CpuFeatures.Has(CpuFeature.LocalApic) ? CpuInstructions.ReadMsr(MsrApicBase) : 0;
        if ((apicBase & GloballyEnabled) == 0)
        {
            return false;
        }

        s_isX2Apic = (apicBase & X2ApicMode) != 0;
        s_registers = s_isX2Apic ? null : KernelAddressSpace.MapMmio(apicBase & AddressMask, RegisterBytes);
        if (!IsUsed)
        {
            return false;
        }

        Write(Register.TaskPriority, 0);
        Write(Register.SpuriousInterrupt, SoftwareEnabled | InterruptVector.Spurious);
        Write(Register.LocalTimer, Masked);
        Write(Register.LocalInterrupt0, DeliverExternalInterrupt);
        Write(Register.LocalInterrupt1, DeliverNonMaskable);
        return true;
    }

    /// <summary>Lets interrupts of the old controllers in, or no more.</summary>
    public static void LetOldControllersIn(bool letIn) =>
        Write(Register.LocalInterrupt0, DeliverExternalInterrupt | (letIn ? 0 : Masked));

    /// <summary>Reads a register. Not inlined: the compiler would make a shorter read where not all is needed, which the APIC does not have.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Read(Register register) =>
        s_isX2Apic ? (uint)CpuInstructions.ReadMsr(NumberOf(register)) : Volatile.Read(ref *(uint*)(s_registers + (int)register));

    /// <summary>Writes a register.</summary>
    public static void Write(Register register, uint value)
    {
        if (s_isX2Apic)
        {
            CpuInstructions.WriteMsr(NumberOf(register), value);
        }
        else
        {
            Volatile.Write(ref *(uint*)(s_registers + (int)register), value);
        }
    }

    /// <summary>Ends the interrupt that is being served.</summary>
    public static void EndInterrupt() => Write(Register.EndOfInterrupt, 0);

    /// <summary>Whether a vector is being served that came from here.</summary>
    public static bool IsInService(uint vector)
    {
        const int VectorsPerRegister = 32;
        const int RegisterDistance = 16;
        return IsUsed
            && (Read(Register.InService + (int)(vector / VectorsPerRegister * RegisterDistance)) >> (int)(vector % VectorsPerRegister) & 1) != 0;
    }

    private static uint NumberOf(Register register) => MsrX2Apic + ((uint)register >> MsrShift);
}
