using System;
using System.Collections.Generic;

namespace Lodestar.Symbols;

/// <summary>Finds the readable name of a symbol: by ILC's report, else by what the symbol itself tells.</summary>
/// <param name="methods">What <see cref="MethodSizeReport"/> read; empty when there is no report.</param>
public sealed class SymbolNames(IReadOnlyDictionary<string, MethodName> methods)
{
    private const string Unboxing = "unbox_";

    // Code that ILC writes itself and that is seen in a stack trace only when something goes wrong inside it.
    private static readonly (string Prefix, string Name)[] Helpers =
    [
        ("__GenericLookupFrom", "[generic lookup]"),
        ("__DelegateCtor_", "[delegate constructor]"),
        ("__GetNonGCStaticBase_", "[static base]"),
        ("__GetGCStaticBase_", "[static base]"),
        ("__GetThreadStaticBase_", "[thread static base]"),
        ("Internal_CompilerGenerated__", "[dynamic invoke]"),
        ("<Boxed>", "[boxed method]"),
    ];

    /// <summary>Whether ILC's report knows the symbol: it then is a method of C#, by its own name.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <returns>True if it does.</returns>
    public bool IsMethod(string symbol) => methods.ContainsKey(symbol);

    /// <summary>The name to show for a symbol.</summary>
    /// <param name="symbol">The symbol as the linked file has it.</param>
    /// <returns>The name.</returns>
    public MethodName Resolve(string symbol)
    {
        if (methods.TryGetValue(symbol, out MethodName name))
        {
            return name;
        }

        foreach ((string prefix, string text) in Helpers)
        {
            if (symbol.StartsWith(prefix, StringComparison.Ordinal))
            {
                return new MethodName("", text);
            }
        }

        return symbol.StartsWith(Unboxing, StringComparison.Ordinal)
            ? Resolve(symbol[Unboxing.Length..])
            : Guess(symbol);
    }

    // Without a report: the last "__" outside of <...> is between type and method, other "_" are mostly dots.
    private static MethodName Guess(string symbol)
    {
        int generic = symbol.IndexOf('<');
        int boundary = symbol.LastIndexOf("__", generic < 0 ? symbol.Length - 1 : generic, StringComparison.Ordinal);
        if (boundary <= 0 || !symbol[..boundary].Contains('_'))
        {
            return new MethodName("", symbol);
        }

        string type = symbol[..boundary].Replace("S_P_CoreLib_", "").Replace('_', '.');
        return new MethodName(type, symbol[(boundary + 2)..] + "()");
    }
}
