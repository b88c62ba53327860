using System;
using System.Collections.Generic;
using System.Linq;

namespace Lodestar.Symbols;

/// <summary>Brings together the symbols, names and lines of a linked image.</summary>
public static class FunctionList
{
    /// <summary>Reads the functions of an image.</summary>
    /// <param name="image">The linked file.</param>
    /// <param name="names">Names for its symbols.</param>
    /// <param name="paths">Which source files count, and how their paths are stored.</param>
    /// <returns>The functions by address; none overlaps another.</returns>
    public static List<Function> Read(ElfFile image, SymbolNames names, SourcePaths paths)
    {
        List<LineRow> rows = ReadLines(image, paths);
        List<ElfSymbol> symbols = SelectSymbols(image, names);
        var functions = new List<Function>(symbols.Count);
        int row = 0;
        for (int i = 0; i < symbols.Count; i++)
        {
            ElfSymbol symbol = symbols[i];
            ulong limit = i + 1 < symbols.Count
                ? Math.Min(symbols[i + 1].Address, symbol.SectionEnd)
                : symbol.SectionEnd;
            ulong end = symbol.Size == 0 ? limit : Math.Min(symbol.Address + symbol.Size, limit);
            if (end > symbol.Address)
            {
                IReadOnlyList<LineRow> lines = TakeLines(rows, ref row, symbol.Address, end);
                functions.Add(new Function(symbol.Address, end - symbol.Address, names.Resolve(symbol.Name), lines));
            }
        }

        return functions;
    }

    private static List<ElfSymbol> SelectSymbols(ElfFile image, SymbolNames names)
    {
        // Methods with equal bodies share one address. The same one is picked in every build: a method before a
        // helper, the kernel's own before the framework's, then by name; labels of the linker script come last.
        IEnumerable<ElfSymbol> unique = image.ReadCodeSymbols()
            .Where(symbol => symbol.Name.Length != 0 && !IsLocalLabel(symbol.Name))
            .GroupBy(symbol => symbol.Address)
            .Select(group => group
                .OrderByDescending(symbol => symbol.Size != 0)
                .ThenByDescending(symbol => names.IsMethod(symbol.Name))
                .ThenBy(symbol => IsFramework(symbol.Name))
                .ThenBy(symbol => symbol.Name.StartsWith("__", StringComparison.Ordinal))
                .ThenBy(symbol => symbol.Name, StringComparer.Ordinal)
                .First())
            .OrderBy(symbol => symbol.Address);

        var selected = new List<ElfSymbol>();
        ulong coveredTo = 0;
        foreach (ElfSymbol symbol in unique)
        {
            // A label inside a function whose size is known is part of that function.
            if (symbol.Size != 0 || symbol.Address >= coveredTo)
            {
                selected.Add(symbol);
                coveredTo = Math.Max(coveredTo, symbol.Address + symbol.Size);
            }
        }

        return selected;
    }

    // NASM writes a local label as "function.label".
    private static bool IsLocalLabel(string name) => name.IndexOf('.') >= 0 && !name.Contains('<');

    private static bool IsFramework(string name) =>
        name.StartsWith("S_P_", StringComparison.Ordinal) || name.StartsWith("System_", StringComparison.Ordinal);

    private static List<LineRow> ReadLines(ElfFile image, SourcePaths paths)
    {
        if (image.FindSection(".debug_line") is not { IsCompressed: false } section)
        {
            return [];
        }

        var stored = new Dictionary<string, string?>();
        return LineTableReader.Read(section.Content.Span)
            .Select(row =>
            {
                if (row.Line == 0)
                {
                    return row;
                }

                if (!stored.TryGetValue(row.File, out string? path))
                {
                    stored.Add(row.File, path = paths.Normalize(row.File));
                }

                return row with { File = path ?? "" };
            })
            .OrderBy(row => row.Address) // stable: rows of one address stay in their order, and the last one counts
            .ToList();
    }

    private static List<LineRow> TakeLines(List<LineRow> rows, ref int next, ulong start, ulong end)
    {
        while (next < rows.Count && rows[next].Address < start)
        {
            next++;
        }

        var lines = new List<LineRow>();
        for (; next < rows.Count && rows[next].Address < end; next++)
        {
            LineRow row = rows[next];
            if (row.File.Length == 0)
            {
                continue;
            }

            if (lines.Count > 0 && lines[^1].Address == row.Address)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (lines.Count == 0 || lines[^1].Line != row.Line || lines[^1].File != row.File)
            {
                lines.Add(row);
            }
        }

        return lines;
    }
}
