using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Lodestar.Generators.Syscalls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lodestar.Host.Tests.Generators;

/// <summary>
/// Handlers compiled in memory together with the kernel's own declarations and the generator's output, and called by reflection.
/// </summary>
internal sealed class SyscallKernel
{
    private static readonly string[] Contracts =
    [
        "kernel/Core/Abi/Errno.cs",
        "kernel/Core/Abi/ErrnoText.cs",
        "kernel/Core/Abi/AbiPrefixAttribute.cs",
        "kernel/Core/Abi/AbiNameAttribute.cs",
        "kernel/Core/Abi/AbiFieldAttribute.cs",
        "kernel/Core/Abi/Signal.cs",
        "kernel/Core/Abi/SignalCode.cs",
        "kernel/Core/Abi/SignalCodeText.cs",
        "kernel/Core/Abi/SignalInfo.cs",
        "kernel/Core/Abi/SignalText.cs",
        "kernel/Core/Files/IoResult.cs",
        "kernel/Core/Signals/RestartCode.cs",
        "kernel/Core/Syscalls/SyscallAttribute.cs",
        "kernel/Core/Syscalls/SyscallArguments.cs",
        "kernel/Core/Syscalls/SyscallNames.cs",
        "kernel/Core/Syscalls/SyscallResult.cs",
    ];

    private const string Usings = """
        using System;
        using Lodestar.Core.Abi;
        using Lodestar.Core.Syscalls;
        using Lodestar.Core.Syscalls.Tracing;
        using Lodestar.Core.Tasks;
        using Lodestar.Machine.UserAccess;

        """;

    private static readonly CSharpParseOptions s_options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly Lazy<CSharpCompilation> s_contracts = new(CompileContracts);

    private readonly Assembly _assembly;
    private readonly Type _probe;

    private SyscallKernel(Assembly assembly)
    {
        _assembly = assembly;
        _probe = assembly.GetType("Probe")!;
    }

    internal string Seen => (string)_probe.GetProperty("Seen")!.GetValue(null)!;

    /// <summary>The numbers that came to the hook for unknown numbers.</summary>
    internal string Unknown => (string)Call("Unknown")!;

    internal string Document =>
        (string)_assembly.GetType("Lodestar.Core.Syscalls.SyscallDocument")!
            .GetField("Markdown", BindingFlags.NonPublic | BindingFlags.Static)!.GetRawConstantValue()!;

    /// <summary>The IL of a generated method of the table.</summary>
    internal byte[] TableCode(string method) =>
        _assembly.GetType("Lodestar.Core.Syscalls.SyscallTable")!
            .GetMethod(method, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)!.GetMethodBody()!.GetILAsByteArray()!;

    /// <summary>Compiles handlers, in the namespace Lodestar.Core.Syscalls unless they declare one, and expects no complaint.</summary>
    internal static SyscallKernel Build(string handlers)
    {
        (Compilation compilation, ImmutableArray<Diagnostic> complaints) = Generate(handlers);
        Assert.Empty(complaints);
        using MemoryStream image = new();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Assert.DoesNotContain(result.Diagnostics, static d => d.Severity == DiagnosticSeverity.Warning);
        return new SyscallKernel(Assembly.Load(image.ToArray()));
    }

    /// <summary>What the generator has to say about handlers.</summary>
    internal static ImmutableArray<Diagnostic> Complaints(string handlers)
    {
        (Compilation compilation, ImmutableArray<Diagnostic> complaints) = Generate(handlers);
        foreach (SyntaxTree generated in compilation.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(
                compilation.GetSemanticModel(generated).GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        }

        return complaints;
    }

    internal long Dispatch(int number, params ulong[] arguments) => (long)Call("Dispatch", number, Six(arguments))!;

    /// <summary>What a number of dispatches allocates.</summary>
    internal long AllocatedBytes(int number, int times) => (long)Call("AllocatedBytes", number, times)!;

    internal string? NameOf(int number) => (string?)Call("NameOf", number);

    internal int NumberOf(string name) => (int)Call("NumberOf", name)!;

    internal string Trace(int number, long result, params ulong[] arguments) =>
        (string)Call("Trace", number, Six(arguments), result, 0UL, Array.Empty<byte>(), Array.Empty<byte>())!;

    /// <summary>The trace of a call that finds one text in memory and leaves another (both in Latin-1).</summary>
    internal string Trace(int number, long result, (ulong Start, string Before, string After) memory, params ulong[] arguments) =>
        (string)Call(
            "Trace", number, Six(arguments), result, memory.Start, Encoding.Latin1.GetBytes(memory.Before), Encoding.Latin1.GetBytes(memory.After))!;

    private static string InNamespace(string handlers) =>
        handlers.StartsWith("namespace", StringComparison.Ordinal) ? handlers : "namespace Lodestar.Core.Syscalls;\n" + handlers;

    private static ulong[] Six(ulong[] arguments) => [.. arguments, .. new ulong[6 - arguments.Length]];

    private object? Call(string method, params object[] arguments) =>
        _probe.InvokeMember(
            method, BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static, null, null, arguments, CultureInfo.InvariantCulture);

    private static (Compilation Compilation, ImmutableArray<Diagnostic> Complaints) Generate(string handlers)
    {
        CSharpCompilation compilation = s_contracts.Value.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(Usings + InNamespace(handlers), s_options, "/root/kernel/Core/Syscalls/Handlers.cs"));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new SyscallGenerator().AsSourceGenerator()], parseOptions: s_options, optionsProvider: new SyscallRootOption("/root/"));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation result, out ImmutableArray<Diagnostic> complaints);
        return (result, complaints);
    }

    private static CSharpCompilation CompileContracts()
    {
        string[] files = [.. Contracts.Select(Repository.PathOf), .. Repository.Files("kernel/Core/Syscalls/Tracing", "*.cs")];
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "Kernel",
            files.Select(File.ReadAllText).Append(SyscallStubs.Text).Select(static text => CSharpSyntaxTree.ParseText(text, s_options)),
            platform.Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }
}
