namespace Lodestar.Symbols;

/// <summary>One row of the DWARF line table: from this address on the code belongs to this line.</summary>
/// <param name="Address">The first address.</param>
/// <param name="File">The path as the compiler wrote it, with its directory.</param>
/// <param name="Line">The line, from 1; 0 belongs to none.</param>
public readonly record struct LineRow(ulong Address, string File, int Line);
