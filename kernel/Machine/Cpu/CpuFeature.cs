using System;

namespace Lodestar.Machine.Cpu;

/// <summary>What the kernel uses when the CPU has it; none of it is needed.</summary>
[Flags]
internal enum CpuFeature : uint
{
    None = 0,

    /// <summary>Global pages: translations that survive a CR3 write.</summary>
    GlobalPages = 1 << 0,

    /// <summary>1 GiB pages.</summary>
    HugePages = 1 << 1,

    /// <summary>Supervisor mode execution prevention.</summary>
    Smep = 1 << 2,

    /// <summary>Supervisor mode access prevention.</summary>
    Smap = 1 << 3,

    /// <summary>User mode instruction prevention: SGDT, SIDT, SLDT, SMSW and STR are #GP in ring 3.</summary>
    Umip = 1 << 4,

    /// <summary>RDFSBASE and its relatives.</summary>
    FsGsBase = 1 << 5,

    /// <summary>RDRAND.</summary>
    Rdrand = 1 << 6,

    /// <summary>The time stamp counter runs at one rate whatever the CPU's clock does.</summary>
    InvariantTsc = 1 << 7,

    /// <summary>A hypervisor is underneath.</summary>
    Hypervisor = 1 << 8,

    /// <summary>XSAVE and its relatives.</summary>
    Xsave = 1 << 9,

    /// <summary>AVX: 256-bit vector registers.</summary>
    Avx = 1 << 10,

    /// <summary>A local APIC that is not switched off.</summary>
    LocalApic = 1 << 11,

    /// <summary>The local APIC's timer can wait for a value of the time stamp counter.</summary>
    TscDeadline = 1 << 12,

    /// <summary>Page table entries choose from a table of ways to cache.</summary>
    PageAttributeTable = 1 << 13,

    /// <summary>Machine checks, which without CR4.MCE reset the machine.</summary>
    MachineCheck = 1 << 14,
}
