using System;

namespace Lodestar.Symbols;

/// <summary>A section header of an ELF64 file (System V ABI, "Sections").</summary>
/// <param name="Name">The name, for example <c>.text</c>.</param>
/// <param name="Type">sh_type.</param>
/// <param name="Flags">sh_flags.</param>
/// <param name="Address">sh_addr: where the section lies in memory.</param>
/// <param name="Content">The bytes in the file; empty for SHT_NOBITS.</param>
/// <param name="Link">sh_link: for a symbol table the index of its string table.</param>
public sealed record ElfSection(
    string Name, uint Type, ulong Flags, ulong Address, ReadOnlyMemory<byte> Content, int Link)
{
    /// <summary>SHT_SYMTAB.</summary>
    public const uint SymbolTableType = 2;

    /// <summary>SHT_NOBITS.</summary>
    public const uint NoBitsType = 8;

    private const ulong ExecutableFlag = 4;
    private const ulong CompressedFlag = 0x800;

    /// <summary>SHF_EXECINSTR: the section holds code.</summary>
    public bool IsExecutable => (Flags & ExecutableFlag) != 0;

    /// <summary>SHF_COMPRESSED: the content is not what it says.</summary>
    public bool IsCompressed => (Flags & CompressedFlag) != 0;
}
