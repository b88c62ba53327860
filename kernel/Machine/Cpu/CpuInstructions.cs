using System.Runtime;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Cpu;

/// <summary>Instructions that C# has no name for (<c>asm/instructions.asm</c>).</summary>
internal static unsafe class CpuInstructions
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadCr0")]
    internal static extern ulong ReadCr0();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadCr2")]
    internal static extern ulong ReadCr2();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadCr3")]
    internal static extern ulong ReadCr3();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadCr4")]
    internal static extern ulong ReadCr4();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WriteCr3")]
    internal static extern void WriteCr3(ulong value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WriteCr4")]
    internal static extern void WriteCr4(ulong value);

    /// <summary>RDMSR; a register that the CPU does not have is #GP.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadMsr")]
    internal static extern ulong ReadMsr(uint register);

    /// <summary>WRMSR; a register that the CPU does not have, or a reserved bit, is #GP.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WriteMsr")]
    internal static extern void WriteMsr(uint register, ulong value);

    /// <summary>XGETBV of XCR0: the state components that XSAVE handles. CR4.OSXSAVE must be set.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadXcr0")]
    internal static extern ulong ReadXcr0();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadDr6")]
    internal static extern ulong ReadDr6();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WriteDr6")]
    internal static extern void WriteDr6(ulong value);

    /// <summary>XSETBV of XCR0; a combination that the CPU does not have is #GP.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WriteXcr0")]
    internal static extern void WriteXcr0(ulong components);

    /// <summary>CPUID; <paramref name="registers"/> takes EAX, EBX, ECX and EDX.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "Cpuid")]
    internal static extern void Cpuid(uint leaf, uint subleaf, uint* registers);

    /// <summary>Loads FS with the null selector; its base is undefined afterwards.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ClearUserFs")]
    internal static extern void ClearUserFs();

    /// <summary>Loads GS with the null selector; the program's base is undefined afterwards, the kernel's stays.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ClearUserGs")]
    internal static extern void ClearUserGs();

    /// <summary>The time stamp counter.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "ReadTimestamp")]
    internal static extern ulong ReadTimestamp();

    /// <summary>RDRAND, which the CPU must have; false when it has no number ready.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "TryReadRandom")]
    internal static extern bool TryReadRandom(ulong* value);

    /// <summary>Loads the GDT and with it CS, DS, ES and SS; FS and GS stay.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LoadGdt")]
    internal static extern void LoadGdt(PseudoDescriptor* descriptor, ulong codeSelector, ulong dataSelector);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LoadIdt")]
    internal static extern void LoadIdt(PseudoDescriptor* descriptor);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "LoadTaskRegister")]
    internal static extern void LoadTaskRegister(ushort selector);

    /// <summary>Forgets this CPU's translation of one page.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "InvalidatePage")]
    internal static extern void InvalidatePage(ulong address);

    /// <summary>CLI; returns whether interrupts were enabled.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "DisableInterrupts")]
    internal static extern bool DisableInterrupts();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "EnableInterrupts")]
    internal static extern void EnableInterrupts();

    /// <summary>
    /// STI, HLT, CLI: with interrupts disabled, waits for one, lets it be served, and returns with interrupts disabled. One
    /// that is pending already ends the wait at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "WaitForInterrupt")]
    internal static extern void WaitForInterrupt();
}
