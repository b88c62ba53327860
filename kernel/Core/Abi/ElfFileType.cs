namespace Lodestar.Core.Abi;

/// <summary>ET_*: the kinds of ELF file that can run (<c>elf(5)</c>).</summary>
[AbiPrefix("ET_")]
public enum ElfFileType : ushort
{
    /// <summary>An executable with fixed addresses.</summary>
    Exec = 2,

    /// <summary>One that runs at any address: a position-independent executable, or a shared library.</summary>
    Dyn = 3,
}
