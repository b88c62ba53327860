using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Lodestar.Generators;

/// <summary>
/// Finds the methods that carry <c>[Lodestar.RuntimeTests.Test]</c> and writes the list of them, <c>AllTests.List</c>, in
/// the assembly's root namespace: the kernel has no reflection to find them with.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TestListGenerator : IIncrementalGenerator
{
    private const string AttributeName = "Lodestar.RuntimeTests.TestAttribute";

    private static readonly DiagnosticDescriptor WrongShape = new(
        "LODE001", "A test has the wrong shape", "'{0}' cannot be a test: {1}", "Lodestar.Tests", DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NameTwice = new(
        "LODE002", "Two tests share a name", "two tests are called '{0}': the name is all that the serial log tells them apart by",
        "Lodestar.Tests", DiagnosticSeverity.Error, isEnabledByDefault: true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<ImmutableArray<TestMethod>> methods = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, static (_, _) => true, Describe)
            .Collect();
        IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
            .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName))
            .Select(static (pair, _) => RootNamespace(pair.Left.GlobalOptions, pair.Right));
        IncrementalValueProvider<bool> hasTests = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(AttributeName) is not null);

        context.RegisterSourceOutput(
            methods.Combine(rootNamespace).Combine(hasTests),
            static (output, all) =>
            {
                if (all.Right)
                {
                    Emit(output, all.Left.Left, all.Left.Right);
                }
            });
    }

    private static string RootNamespace(
        Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptions options, string? assemblyName) =>
        options.TryGetValue("build_property.RootNamespace", out string? value) && value.Length > 0
            ? value
            : assemblyName ?? "Tests";

    private static TestMethod Describe(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        IMethodSymbol method = (IMethodSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        int minimumMemory = 0;
        bool slow = false;
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key, argument.Value.Value)
            {
                case ("MinimumMemoryMiB", int value):
                    minimumMemory = value;
                    break;
                case ("Slow", bool value):
                    slow = value;
                    break;
            }
        }

        return new TestMethod(
            method.ContainingType.Name + "." + method.Name,
            method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + EscapedName(method),
            minimumMemory,
            slow,
            FlawOf(method),
            method.Locations.FirstOrDefault());
    }

    private static string EscapedName(IMethodSymbol method) =>
        SyntaxFacts.GetKeywordKind(method.Name) == SyntaxKind.None ? method.Name : "@" + method.Name;

    private static string? FlawOf(IMethodSymbol method)
    {
        if (!method.IsStatic)
        {
            return "it is not static";
        }

        if (!method.ReturnsVoid || method.IsAsync)
        {
            return "it does not return void";
        }

        if (method.Parameters.Length > 0)
        {
            return "it takes parameters";
        }

        if (method.IsGenericMethod)
        {
            return "it is generic";
        }

        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility != Accessibility.Public)
            {
                return "'" + symbol.Name + "' is not public";
            }

            if (symbol is INamedTypeSymbol { IsGenericType: true })
            {
                return "its class '" + symbol.Name + "' is generic";
            }
        }

        return null;
    }

    private static void Emit(SourceProductionContext output, ImmutableArray<TestMethod> methods, string rootNamespace)
    {
        foreach (TestMethod method in methods.Where(static method => method.Flaw is not null))
        {
            output.ReportDiagnostic(Diagnostic.Create(WrongShape, method.Location, method.Name, method.Flaw));
        }

        foreach (var twice in methods.GroupBy(static method => method.Name).Where(static group => group.Count() > 1))
        {
            output.ReportDiagnostic(Diagnostic.Create(NameTwice, twice.Last().Location, twice.Key));
        }

        output.AddSource("AllTests.g.cs", SourceText.From(Source(methods, rootNamespace), Encoding.UTF8));
    }

    private static string Source(ImmutableArray<TestMethod> methods, string rootNamespace)
    {
        StringBuilder text = new();
        text.Append("// <auto-generated/>\n#nullable enable\n\nnamespace ").Append(rootNamespace).Append(";\n\n")
            .Append("/// <summary>Every test of this assembly, ordered by name.</summary>\n")
            .Append("public static class AllTests\n{\n")
            .Append("    /// <summary>The tests, ordered by name.</summary>\n")
            .Append("    public static global::Lodestar.RuntimeTests.TestCase[] List { get; } =\n    [\n");
        foreach (TestMethod method in methods
            .Where(static method => method.Flaw is null)
            .OrderBy(static method => method.Name, System.StringComparer.Ordinal))
        {
            text.Append("        new(").Append(SymbolDisplay.FormatLiteral(method.Name, quote: true)).Append(", ")
                .Append(method.QualifiedName).Append(", ").Append(method.MinimumMemoryMiB).Append(", ")
                .Append(method.Slow ? "true" : "false").Append("),\n");
        }

        return text.Append("    ];\n}\n").ToString();
    }
}
