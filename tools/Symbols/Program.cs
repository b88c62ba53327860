using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Lodestar.Symbols;

const string TableSection = ".symtab_lodestar";
const int UsageError = 2;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return UsageError;
}

try
{
    ElfFile image = ElfFile.Parse(File.ReadAllBytes(options.Image));
    Dictionary<string, MethodName> methods = options.Mstat is { } report && File.Exists(report)
        ? MethodSizeReport.Read(ImmutableArray.Create(File.ReadAllBytes(report)))
        : [];
    List<Function> functions = FunctionList.Read(
        image, new SymbolNames(methods), new SourcePaths(options.Root, options.FrameworkLines));
    byte[] table = TableWriter.Write(functions, options.ImageBase);
    if (!options.Verify)
    {
        File.WriteAllBytes(options.Table, table);
        Console.WriteLine($"symbols: {functions.Count} functions, {table.Length} bytes");
        return 0;
    }

    // The table is made the same way from the final image: if an address moved, the bytes differ.
    if (!table.AsSpan().SequenceEqual(File.ReadAllBytes(options.Table)))
    {
        throw new InvalidDataException("addresses moved between the two links: the table does not fit the image");
    }

    if (image.FindSection(TableSection) is not { } section || !section.Content.Span.StartsWith(table))
    {
        throw new InvalidDataException($"section {TableSection} does not hold the table");
    }

    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException or BadImageFormatException)
{
    Console.Error.WriteLine($"{options.Image}: error: {error.Message}");
    return 1;
}
