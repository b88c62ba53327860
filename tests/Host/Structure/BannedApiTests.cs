using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lodestar.Host.Tests.Structure;

/// <summary>
/// What Core must not say does not compile: with Core's own settings and list of banned symbols, and the analyzer of the
/// build. Without the <c>unsafe</c> keyword there are still many ways to memory that is not one's own.
/// </summary>
public sealed class BannedApiTests
{
    private const string BannedSymbol = "RS0030";

    [Theory]
    [InlineData("Unsafe.As<object, string>(ref o)")]
    [InlineData("Unsafe.Add(ref n, 1000)")]
    [InlineData("MemoryMarshal.GetReference(span)")]
    [InlineData("MemoryMarshal.CreateSpan(ref n, 1000)")]
    [InlineData("CollectionsMarshal.AsSpan(new List<int>())")]
    [InlineData("Marshal.ReadInt64((nint)1)")]
    [InlineData("GCHandle.FromIntPtr(1)")]
    [InlineData("GCHandle<string>.FromIntPtr(1)")]
    [InlineData("new PinnedGCHandle<byte[]>()")]
    [InlineData("Vector128.LoadUnsafe(ref n, 1000)")]
    [InlineData("System.Numerics.Vector.LoadUnsafe(ref n, 1000)")]
    [InlineData("System.Numerics.Vector4.LoadUnsafe(ref f, 1000)")]
    [InlineData("System.Runtime.Intrinsics.X86.X86Base.CpuId(1, 0)")]
    [InlineData("typeof(string).GetMethods()[0].Invoke(null, null)")]
    [InlineData("typeof(string).GetFields()[0].GetValue(null)")]
    [InlineData("RuntimeHelpers.GetUninitializedObject(typeof(string))")]
    [InlineData("new Memory<byte>().Pin().GetHashCode()")]
    public async Task ExpressionIsRefused(string expression) => await MustRefuse(
        $"static class C {{ static void M(object o, ref int n, ref float f, Span<int> span) {{ var x = {expression}; }} }}", BannedSymbol);

    [Theory]
    [InlineData("[StructLayout(LayoutKind.Explicit)] struct S { [FieldOffset(0)] public object O; [FieldOffset(0)] public string T; }", BannedSymbol)]
    [InlineData("static class C { [DllImport(\"x\")] static extern void M(); }", BannedSymbol)]
    [InlineData("class C : SafeBuffer { C() : base(true) { } protected override bool ReleaseHandle() => true; }", BannedSymbol)]
    [InlineData("static class C { [UnsafeAccessor(UnsafeAccessorKind.Field, Name = \"_size\")] static extern ref int Size(List<int> list); }", BannedSymbol)]
    [InlineData("static class C { static unsafe void M() { } }", "CS0227")]
    [InlineData("static class C { static void M(int* p) { } }", "CS0214")]
    [InlineData("static class C { static void M() { int n; int* p = &n; } }", "CS0214")]
    [InlineData("static class C { static void M() { delegate*<void> f; } }", "CS0214")]
    [InlineData("static class C { static void M(byte[] b) { fixed (byte* p = b) { } } }", "CS0214")]
    [InlineData("struct S { fixed byte B[8]; }", "CS0214")]
    [InlineData("static class C { [SkipLocalsInit] static void M() { } }", "CS0227")]
    public async Task DeclarationIsRefused(string source, string diagnostic) => await MustRefuse(source, diagnostic);

    [Theory]
    [InlineData("static class C { static int M(byte[] b) => b.AsSpan(1, 2)[0] + stackalloc int[3].Length; }")]
    [InlineData("[InlineArray(4)] struct S { int _first; static int M(ref S s) => s[3]; }")]
    [InlineData("static class C { static int M(List<int> l) => l.Count + new Dictionary<string, int>()[\"a\"] + typeof(C).Name.Length; }")]
    public async Task OrdinaryCodeIsNot(string source) => Assert.Empty(await Diagnose(source));

    private static async Task MustRefuse(string source, string diagnostic) =>
        Assert.Contains(diagnostic, (await Diagnose(source)).Select(static found => found.Id));

    /// <summary>Errors of the compiler and everything that the analyzer says; its warnings are errors in the build.</summary>
    private static async Task<ImmutableArray<Diagnostic>> Diagnose(string source)
    {
        const string Usings = """
            using System; using System.Collections.Generic; using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices; using System.Runtime.Intrinsics;

            """;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Core",
            [CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.Preview))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: false));
        AnalyzerOptions options = new([new BannedSymbolsFile()]);
        ImmutableArray<Diagnostic> all = await compilation.WithAnalyzers([Analyzer()], options).GetAllDiagnosticsAsync();
        return [.. all.Where(static found => found.Severity == DiagnosticSeverity.Error || found.Id == BannedSymbol)];
    }

    private static DiagnosticAnalyzer Analyzer()
    {
        Assembly.LoadFrom(Path.Combine(Repository.BannedApiAnalyzers, "Microsoft.CodeAnalysis.BannedApiAnalyzers.dll"));
        Assembly forCSharp = Assembly.LoadFrom(Path.Combine(Repository.BannedApiAnalyzers, "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll"));
        Type type = forCSharp.GetType("Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.CSharpSymbolIsBannedAnalyzer", throwOnError: true)!;
        return (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
    }

    private sealed class BannedSymbolsFile : AdditionalText
    {
        public override string Path => Repository.PathOf("kernel/Core/BannedSymbols.txt");

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(Path));
    }
}
