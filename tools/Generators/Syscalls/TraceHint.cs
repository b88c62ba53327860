using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>How a trace prints a parameter: what its <c>[Trace]</c> says, or else what its name says.</summary>
/// <param name="Format">The format.</param>
/// <param name="OnlyWith">The name of the parameter that decides whether it is printed, or null.</param>
/// <param name="Bits">The bits of that parameter.</param>
internal readonly record struct TraceHint(TraceFormat Format, string? OnlyWith, ulong Bits)
{
    /// <summary>What <c>[Trace]</c> says.</summary>
    internal static TraceHint Of(ImmutableArray<AttributeData> attributes)
    {
        AttributeData? trace = attributes.FirstOrDefault(
            static attribute => attribute.AttributeClass?.ToDisplayString() == KnownNames.TraceAttribute);
        if (trace is null)
        {
            return default;
        }

        var named = trace.NamedArguments.ToDictionary(static argument => argument.Key, static argument => argument.Value.Value);
        named.TryGetValue("OnlyWith", out object? onlyWith);
        named.TryGetValue("Bits", out object? bits);
        object? format = trace.ConstructorArguments.FirstOrDefault().Value;
        return new TraceHint((TraceFormat)(format as int? ?? 0), onlyWith as string, bits as ulong? ?? 0);
    }

    /// <summary>The format of a parameter; names are those of the man pages.</summary>
    internal static TraceFormat FormatOf(IParameterSymbol symbol, ParameterKind kind, string type)
    {
        TraceFormat asked = Of(symbol.GetAttributes()).Format;
        if (asked != TraceFormat.Default || kind != ParameterKind.Integer)
        {
            return asked;
        }

        return type switch
        {
            "int" when Ends("dirfd") => TraceFormat.DirectoryDescriptor,
            "int" or "uint" when Ends("mode") || symbol.Name == "mask" => TraceFormat.Octal,
            "ulong" when Ends("address") || Ends("addr") || Ends("pointer") => TraceFormat.Pointer,
            _ => TraceFormat.Decimal,
        };

        bool Ends(string word) => symbol.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase);
    }
}
