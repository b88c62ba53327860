namespace Lodestar.Core.Abi;

/// <summary>AT_*: the types of the auxiliary vector's entries (<c>getauxval(3)</c>; psABI x86-64, section 3.4.3).</summary>
[AbiPrefix("AT_")]
public enum AuxiliaryType : ulong
{
    /// <summary>The end of the vector.</summary>
    Null = 0,

    /// <summary>Address of the program headers in memory.</summary>
    [AbiName("AT_PHDR")]
    ProgramHeaders = 3,

    /// <summary>Size of one program header, in bytes.</summary>
    [AbiName("AT_PHENT")]
    ProgramHeaderSize = 4,

    /// <summary>Number of program headers.</summary>
    [AbiName("AT_PHNUM")]
    ProgramHeaderCount = 5,

    /// <summary>In bytes.</summary>
    [AbiName("AT_PAGESZ")]
    PageSize = 6,

    /// <summary>Where the interpreter lies; 0 without one.</summary>
    [AbiName("AT_BASE")]
    InterpreterBase = 7,

    Flags = 8,

    /// <summary>The program's own first instruction.</summary>
    Entry = 9,

    [AbiName("AT_UID")]
    UserId = 11,

    [AbiName("AT_EUID")]
    EffectiveUserId = 12,

    [AbiName("AT_GID")]
    GroupId = 13,

    [AbiName("AT_EGID")]
    EffectiveGroupId = 14,

    /// <summary>Address of a string that names the CPU's kind.</summary>
    Platform = 15,

    /// <summary>EDX of CPUID leaf 1.</summary>
    [AbiName("AT_HWCAP")]
    HardwareCapabilities = 16,

    /// <summary>Clock ticks a second in <c>times(2)</c>.</summary>
    [AbiName("AT_CLKTCK")]
    ClockTicks = 17,

    /// <summary>1 for a program that runs with more rights than its caller.</summary>
    Secure = 23,

    /// <summary>Address of 16 random bytes.</summary>
    Random = 25,

    /// <summary>Bit 1: FSGSBASE may be used.</summary>
    [AbiName("AT_HWCAP2")]
    HardwareCapabilities2 = 26,

    /// <summary>Address of the name that the program was started by.</summary>
    [AbiName("AT_EXECFN")]
    ExecutableName = 31,

    /// <summary>Bytes of stack that the delivery of a signal takes at the most.</summary>
    [AbiName("AT_MINSIGSTKSZ")]
    MinimumSignalStack = 51,
}
