using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.UserMode;

/// <summary>Switches SYSCALL and SYSRET on (Intel SDM volume 3, 5.8.8; AMD APM volume 2, 6.1).</summary>
internal static class SyscallRegisters
{
    private const uint MsrStar = 0xc000_0081;
    private const uint MsrLstar = 0xc000_0082;
    private const uint MsrCstar = 0xc000_0083;
    private const uint MsrFmask = 0xc000_0084;
    private const ulong EferSyscallEnable = 1;
    private const int StarSyscallShift = 32;
    private const int StarSysretShift = 48;

    /// <summary>What SYSCALL clears in RFLAGS.</summary>
    [Flags]
    private enum Rflags : ulong
    {
        /// <summary>Arithmetic flags: nothing of the program's reaches the kernel.</summary>
        Arithmetic = 1 << 0 | 1 << 2 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 11,

        /// <summary>Trap: a program that single-steps must not step through the kernel.</summary>
        Trap = 1 << 8,

        /// <summary>Interrupt enable: an interrupt before the stack is switched would use the program's.</summary>
        InterruptEnable = 1 << 9,

        /// <summary>Direction: compiled code and string instructions rely on it being clear.</summary>
        Direction = 1 << 10,

        /// <summary>I/O privilege level: it says nothing in ring 0, but must not be carried about.</summary>
        IoPrivilegeLevel = 3 << 12,

        /// <summary>Nested task: IRETQ faults in long mode when it is set.</summary>
        NestedTask = 1 << 14,

        /// <summary>Resume: it would hide a breakpoint at the kernel's first instruction.</summary>
        Resume = 1 << 16,

        /// <summary>Alignment check: in ring 0 it switches SMAP off.</summary>
        AlignmentCheck = 1 << 18,

        /// <summary>ID: only shows that CPUID exists; the kernel runs with a known state.</summary>
        Identification = 1 << 21,
    }

    /// <summary>Programs the registers of this CPU.</summary>
    public static void Program()
    {
        const Rflags Cleared = Rflags.Arithmetic | Rflags.Trap | Rflags.InterruptEnable | Rflags.Direction
            | Rflags.IoPrivilegeLevel | Rflags.NestedTask | Rflags.Resume | Rflags.AlignmentCheck | Rflags.Identification;
        CpuInstructions.WriteMsr(
            MsrStar, ((ulong)Selector.KernelCode << StarSyscallShift) | ((ulong)Selector.UserBase << StarSysretShift));
        CpuInstructions.WriteMsr(MsrLstar, GetSyscallEntry());
        CpuInstructions.WriteMsr(MsrCstar, GetCompatibilityEntry());
        CpuInstructions.WriteMsr(MsrFmask, (ulong)Cleared);
        ulong efer = CpuInstructions.ReadMsr(ControlRegisters.MsrEfer);
        CpuInstructions.WriteMsr(ControlRegisters.MsrEfer, efer | EferSyscallEnable);
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSyscallEntry")]
    private static extern ulong GetSyscallEntry();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetCompatibilityEntry")]
    private static extern ulong GetCompatibilityEntry();
}
