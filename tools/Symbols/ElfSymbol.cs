namespace Lodestar.Symbols;

/// <summary>A symbol that lies in a section with code.</summary>
/// <param name="Name">The name as the assembler or ILC wrote it.</param>
/// <param name="Address">st_value: an absolute address, since the file is linked.</param>
/// <param name="Size">st_size in bytes; 0 where the assembler does not know it.</param>
/// <param name="SectionEnd">The address behind the section that the symbol lies in.</param>
public readonly record struct ElfSymbol(string Name, ulong Address, ulong Size, ulong SectionEnd);
