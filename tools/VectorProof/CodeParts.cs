using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Symbols;

namespace Lodestar.VectorProof;

/// <summary>Divides the executable sections of an image, without a gap, into what its symbols name.</summary>
public static class CodeParts
{
    /// <summary>
    /// The loader's entry: 32-bit code and its data. It runs once, before there is a program, and is not mapped afterwards
    /// (<c>KernelAddressSpace</c>).
    /// </summary>
    private const string BootSection = ".boot";

    /// <summary>Reads the parts of all executable sections, by address.</summary>
    /// <param name="image">A linked file.</param>
    /// <returns>The parts; together they are every byte of the sections.</returns>
    public static List<CodePart> Read(ElfFile image)
    {
        ElfSymbol[] symbols =
        [
            .. image.ReadCodeSymbols()
                .Where(static symbol => symbol.Name.Length != 0 && !IsLocalLabel(symbol))
                .GroupBy(static symbol => symbol.Address)
                .Select(static group => group
                    .OrderByDescending(static symbol => symbol.Size)
                    .ThenBy(static symbol => symbol.Name, StringComparer.Ordinal)
                    .First())
                .OrderBy(static symbol => symbol.Address),
        ];
        List<CodePart> parts = [];
        foreach (ElfSection section in image.Sections)
        {
            if (section.IsExecutable && section.Name != BootSection)
            {
                Divide(section, symbols, parts);
            }
        }

        return parts;
    }

    // NASM writes a local label as "function.label", and a macro's as "..@1.label".
    private static bool IsLocalLabel(ElfSymbol symbol) => symbol.Size == 0 && symbol.Name.Contains('.');

    private static void Divide(ElfSection section, ElfSymbol[] symbols, List<CodePart> parts)
    {
        ulong position = section.Address;
        ulong end = section.Address + (ulong)section.Content.Length;
        string name = "";
        foreach (ElfSymbol symbol in symbols)
        {
            if (symbol.Address < section.Address || symbol.Address >= end)
            {
                continue;
            }

            Add(symbol.Address);
            name = symbol.Name;
            if (symbol.Size != 0)
            {
                // What lies behind a function of known size belongs to nobody until the next symbol.
                Add(Math.Min(end, symbol.Address + symbol.Size));
                name = "";
            }
        }

        Add(end);

        void Add(ulong next)
        {
            if (next > position)
            {
                parts.Add(new CodePart(
                    name, position, section.Content.Slice((int)(position - section.Address), (int)(next - position))));
                position = next;
            }
        }
    }
}
