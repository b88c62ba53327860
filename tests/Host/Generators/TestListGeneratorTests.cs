using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Lodestar.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>The list of tests that the generator writes, and what it refuses.</summary>
public sealed class TestListGeneratorTests
{
    private const string Contract = """
        namespace Lodestar.RuntimeTests
        {
            [System.AttributeUsage(System.AttributeTargets.Method)]
            public sealed class TestAttribute : System.Attribute
            {
                public int MinimumMemoryMiB { get; set; }
                public bool Slow { get; set; }
            }

            public sealed record TestCase(string Name, System.Action Body, int MinimumMemoryMiB, bool Slow);
        }

        """;

    [Fact]
    public void ListsTestsInOrderOfTheirNames()
    {
        (string source, _) = Run("""
            namespace Some.Place
            {
                using Lodestar.RuntimeTests;
                public static class Strings
                {
                    [Test] public static void Joins() { }
                    [Test(Slow = true, MinimumMemoryMiB = 64)] public static void Grows() { }
                    public static void Helper() { }
                }
            }
            """);

        int grows = source.IndexOf("""new("Strings.Grows", global::Some.Place.Strings.Grows, 64, true)""", StringComparison.Ordinal);
        int joins = source.IndexOf("""new("Strings.Joins", global::Some.Place.Strings.Joins, 0, false)""", StringComparison.Ordinal);
        Assert.True(grows > 0 && joins > grows, source);
        Assert.DoesNotContain("Helper", source, StringComparison.Ordinal);
        Assert.Contains("namespace Tested;", source, StringComparison.Ordinal);
    }

    [Fact]
    public void AMethodNamedLikeAKeywordIsEscaped()
    {
        (string source, ImmutableArray<Diagnostic> diagnostics) = Run("""
            public static class Words { [Lodestar.RuntimeTests.Test] public static void @lock() { } }
            """);

        Assert.Empty(diagnostics);
        Assert.Contains("""new("Words.lock", global::Words.@lock, 0, false)""", source, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAssemblyWithoutTestsHasAnEmptyList()
    {
        (string source, ImmutableArray<Diagnostic> diagnostics) = Run("");

        Assert.Empty(diagnostics);
        Assert.DoesNotContain("new(", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static class C { [Test] public static int M() => 0; }", "return void")]
    [InlineData("public static class C { [Test] public static void M(int x) { } }", "parameters")]
    [InlineData("public static class C { [Test] public static void M<T>() { } }", "generic")]
    [InlineData("public static class C<T> { [Test] public static void M() { } }", "generic")]
    [InlineData("public static class C { [Test] static void M() { } }", "public")]
    [InlineData("static class C { [Test] public static void M() { } }", "public")]
    [InlineData("public class C { [Test] public void M() { } }", "static")]
    [InlineData("public static class C { [Test] public static async void M() { await System.Threading.Tasks.Task.Yield(); } }", "void")]
    public void AMethodOfTheWrongShapeIsAnError(string source, string reason)
    {
        (_, ImmutableArray<Diagnostic> diagnostics) = Run("using Lodestar.RuntimeTests;\n" + source);

        Diagnostic error = Assert.Single(diagnostics, static d => d.Id == "LODE001");
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Contains(reason, error.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("C.M", error.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatIsThereTwiceIsAnError()
    {
        (_, ImmutableArray<Diagnostic> diagnostics) = Run("""
            using Lodestar.RuntimeTests;
            namespace A { public static class C { [Test] public static void M() { } } }
            namespace B { public static class C { [Test] public static void M() { } } }
            """);

        Assert.Contains(diagnostics, static d => d.Id == "LODE002");
    }

    /// <summary>Runs the generator, checks that its output compiles, and returns its source and its complaints.</summary>
    private static (string Source, ImmutableArray<Diagnostic> Diagnostics) Run(string source)
    {
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Tested",
            [CSharpSyntaxTree.ParseText(Contract, options), CSharpSyntaxTree.ParseText(source, options)],
            platform.Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        GeneratorDriver driver = CSharpGeneratorDriver.Create([new TestListGenerator().AsSourceGenerator()], parseOptions: options);
        driver = driver.RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation result, out ImmutableArray<Diagnostic> diagnostics);

        if (diagnostics.IsEmpty)
        {
            Assert.Empty(result.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        }

        return (driver.GetRunResult().GeneratedTrees.Single().ToString(), diagnostics);
    }
}
