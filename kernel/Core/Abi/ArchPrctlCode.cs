namespace Lodestar.Core.Abi;

/// <summary>ARCH_*: what <c>arch_prctl(2)</c> does (<c>asm/prctl.h</c>).</summary>
[AbiPrefix("ARCH_")]
public enum ArchPrctlCode
{
    [AbiName("ARCH_SET_GS")]
    SetGs = 0x1001,

    [AbiName("ARCH_SET_FS")]
    SetFs = 0x1002,

    [AbiName("ARCH_GET_FS")]
    GetFs = 0x1003,

    [AbiName("ARCH_GET_GS")]
    GetGs = 0x1004,

    /// <summary>Whether CPUID may be used.</summary>
    [AbiName("ARCH_GET_CPUID")]
    GetCpuid = 0x1011,

    [AbiName("ARCH_SET_CPUID")]
    SetCpuid = 0x1012,
}
