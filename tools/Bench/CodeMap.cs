using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Lodestar.Symbols;

namespace Lodestar.Bench;

/// <summary>Functions and source lines of a linked image, by address.</summary>
public sealed class CodeMap
{
    private readonly List<Function> functions;
    private readonly ulong[] starts;

    /// <param name="functions">By address.</param>
    public CodeMap(List<Function> functions)
    {
        this.functions = functions;
        starts = [.. functions.Select(static function => function.Address)];
    }

    /// <summary>Reads an image.</summary>
    /// <param name="elf">The linked image.</param>
    /// <param name="report">ILC's report with the names of its methods; need not be there.</param>
    public static CodeMap Read(string elf, string report)
    {
        Dictionary<string, MethodName> names = File.Exists(report)
            ? MethodSizeReport.Read(ImmutableArray.Create(File.ReadAllBytes(report)))
            : [];
        return new CodeMap(FunctionList.Read(
            ElfFile.Parse(File.ReadAllBytes(elf)), new SymbolNames(names), new SourcePaths(".", withFramework: true)));
    }

    /// <summary>The function at an address, and its source line or an empty text; "?" where there is none.</summary>
    public (string Function, string Line) Find(ulong address)
    {
        int index = Array.BinarySearch(starts, address);
        index = index < 0 ? ~index - 1 : index;
        if (index < 0 || address - functions[index].Address >= functions[index].Size)
        {
            return ("?", "");
        }

        Function function = functions[index];
        LineRow? row = function.Lines.Cast<LineRow?>().LastOrDefault(row => row!.Value.Address <= address);
        return (function.Name.ToString(), row is { } found ? $"{found.File}:{found.Line}" : "");
    }
}
