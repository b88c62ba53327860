using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lodestar.Generators.Syscalls;

/// <summary>From a method's symbol to its <see cref="SyscallMethod"/>, and what is wrong with it.</summary>
internal static class SyscallReader
{
    internal static SyscallMethod Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        IMethodSymbol method = (IMethodSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        int number = attribute.ConstructorArguments.FirstOrDefault().Value as int? ?? -1;
        string name = attribute.ConstructorArguments.LastOrDefault().Value as string ?? "";
        string? missing = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Missing").Value.Value as string;
        Location? location = method.Locations.FirstOrDefault();

        List<SyscallFlaw> flaws = [];
        if (ShapeFlaw(method) is string flaw)
        {
            flaws.Add(new SyscallFlaw(SyscallRules.WrongShape, location, DisplayName(method), flaw));
        }

        if (number is < 0 or >= SyscallRules.TableSize)
        {
            flaws.Add(new SyscallFlaw(SyscallRules.NumberRange, location, name, number.ToString()));
        }

        if (name.Length == 0 || !name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
        {
            flaws.Add(new SyscallFlaw(SyscallRules.WrongName, location, name));
        }

        ResultKind? result = ResultOf(method);
        if (result is null)
        {
            flaws.Add(new SyscallFlaw(SyscallRules.ReturnType, location, name, ShortName(method.ReturnType)));
        }

        SyscallParameter[] parameters = new ParameterReader(context.SemanticModel.Compilation, name, flaws).Read(method);
        return new SyscallMethod(
            number,
            name,
            missing,
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + EscapedName(method),
            new EquatableArray<SyscallParameter>(parameters),
            result ?? ResultKind.Integer,
            TraceHint.Of(method.GetReturnTypeAttributes()).Format,
            ShortName(method.ReturnType),
            context.TargetNode.SyntaxTree.FilePath,
            new EquatableArray<SyscallFlaw>(flaws),
            location);
    }

    internal static string ShortName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string DisplayName(IMethodSymbol method) => method.ContainingType.Name + "." + method.Name;

    private static string EscapedName(IMethodSymbol method) =>
        SyntaxFacts.GetKeywordKind(method.Name) == SyntaxKind.None ? method.Name : "@" + method.Name;

    private static ResultKind? ResultOf(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None)
        {
            return null;
        }

        return method.ReturnType.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            ? ResultKind.Integer
            : method.ReturnType.ToDisplayString() switch
            {
                KnownNames.Errno => ResultKind.Errno,
                KnownNames.Result => ResultKind.SyscallResult,
                _ => null,
            };
    }

    private static string? ShapeFlaw(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary || !method.IsStatic || method.IsAbstract)
        {
            return "it is not a static method";
        }

        if (method.IsGenericMethod)
        {
            return "it is generic";
        }

        if (method.IsAsync)
        {
            return "it is async";
        }

        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return "'" + symbol.Name + "' is not accessible, it must be internal or public";
            }

            if (symbol is INamedTypeSymbol { IsStatic: false } or INamedTypeSymbol { IsGenericType: true })
            {
                return "its class '" + symbol.Name + "' is not a static class without type parameters";
            }
        }

        string place = method.ContainingNamespace.ToDisplayString();
        return place == KnownNames.Namespace || place.StartsWith(KnownNames.Namespace + ".", System.StringComparison.Ordinal)
            ? null
            : "its namespace is not in " + KnownNames.Namespace;
    }
}
