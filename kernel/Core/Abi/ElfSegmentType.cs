namespace Lodestar.Core.Abi;

/// <summary>PT_*: the types of program header that a kernel looks at (<c>elf(5)</c>).</summary>
[AbiPrefix("PT_")]
public enum ElfSegmentType : uint
{
    /// <summary>A part of the file that is mapped.</summary>
    Load = 1,

    /// <summary>The path of the program that loads this one.</summary>
    [AbiName("PT_INTERP")]
    Interpreter = 3,

    /// <summary>Its flags are those of the stack.</summary>
    [AbiName("PT_GNU_STACK")]
    GnuStack = 0x6474_E551,
}
