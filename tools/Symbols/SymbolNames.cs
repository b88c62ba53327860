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

    // Without a report: the last "__" outside of <...> is between type and method, other "_" are mostly dots. The names
    // of built-in types stand without their namespace.
    private static MethodName Guess(string symbol)
    {
        int boundary = FindBoundary(symbol);
        if (boundary <= 0 || !char.IsAsciiLetterUpper(symbol[0]))
        {
            return new MethodName("", symbol);
        }

        string type = symbol[..boundary].Replace("S_P_CoreLib_", "").Replace('_', '.');
        string method = symbol[(boundary + 2)..];
        method = method is "_ctor" or "_cctor" ? '.' + method[1..] : method;
        return new MethodName(type.Contains('.') ? type : $"System.{type}", method + "()");
    }

    private static int FindBoundary(string symbol)
    {
        int boundary = -1;
        int depth = 0;
        for (int i = 0; i + 1 < symbol.Length; i++)
        {
            depth += symbol[i] switch { '<' => 1, '>' => -1, _ => 0 };
            bool startsRun = symbol[i] == '_' && symbol[i + 1] == '_' && (i == 0 || symbol[i - 1] != '_');
            if (depth == 0 && startsRun)
            {
                boundary = i;
            }
        }

        return boundary;
    }
}
