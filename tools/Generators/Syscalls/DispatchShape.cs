using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>
/// The types in the declaration of <c>SyscallTable.Dispatch</c>, which the generated half has to repeat. They are read from the
/// source so that the kernel chooses them: the arguments may be a copy or the saved registers themselves, by value or by reference.
/// </summary>
/// <param name="Context">The type of the caller with <c>global::</c>.</param>
/// <param name="Arguments">The type of the arguments with <c>global::</c>, behind <c>in</c> where they come by reference.</param>
internal sealed record DispatchShape(string Context, string Arguments)
{
    /// <summary>Reads the declaration; null in an assembly without a table.</summary>
    internal static DispatchShape? Of(Compilation compilation) =>
        Declaration(compilation) is IMethodSymbol { Parameters: { Length: 3 } parameters }
            ? new DispatchShape(
                parameters[0].Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                (parameters[1].RefKind == RefKind.In ? "in " : "") + parameters[1].Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            : null;

    /// <summary>The type of the caller; null without a table.</summary>
    internal static ITypeSymbol? ContextType(Compilation compilation) =>
        Declaration(compilation)?.Parameters.FirstOrDefault()?.Type;

    // The table of this assembly: a test assembly that refers to the kernel does not get a second one.
    private static IMethodSymbol? Declaration(Compilation compilation) =>
        compilation.Assembly.GetTypeByMetadataName(KnownNames.Table)?.GetMembers(KnownNames.Dispatch)
            .OfType<IMethodSymbol>().FirstOrDefault(static method => method.IsPartialDefinition);
}
