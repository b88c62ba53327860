using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Lodestar.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>
/// A small image made with the tools that make the kernel: C# compiler, ILC, NASM and ld.lld. It cannot run, since it
/// has no runtime, but its symbols, lines and names are those that a kernel has.
/// </summary>
public sealed class SampleImage : IDisposable
{
    public const string SourcePath = "./kernel/Core/Sample.cs";

    public const string Source =
        """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Sample.Under_score;

        public static class Entry
        {
            [UnmanagedCallersOnly(EntryPoint = "sample_main")]
            public static int Main()
            {
                new Outer<int>.Inner<byte>().Throw(3, "generic", new int[2, 2]);
                new Outer<string>.Inner<byte>().Throw("x", "shared", new int[2, 2]);
                Func<int, int> lambda = x => x > 1 ? throw new Exception("lambda") : x;
                foreach (int item in Items(lambda(1)))
                {
                    Local(ref Unsafe.AsRef(in item));
                }

                return 0;

                [MethodImpl(MethodImplOptions.NoInlining)]
                static void Local(ref int x) => throw new Exception("local");
            }

            private static IEnumerable<int> Items(int n)
            {
                yield return n == 4 ? throw new Exception("iterator") : 1;
            }
        }

        public class Outer<T>
        {
            public class Inner<U>
            {
                [MethodImpl(MethodImplOptions.NoInlining)]
                public void Throw<V>(T t, V v, int[,] a) =>
                    throw new Exception("inner");
            }
        }
        """;

    private const string AssemblySource =
        """
        section .text
        extern sample_main
        global SampleEntry:function
        SampleEntry:
            call sample_main
        .again:
            jmp .again
        plain_label:
            nop
            ret
        """;

    private const string LinkerScript =
        """
        SECTIONS
        {
            . = 0xffffffff80100000;
            .text : { *(.text .text.*) *(__managedcode) *(__unbox) }
            .rodata : { *(.rodata .rodata.*) *(.dotnet_eh_table) }
            .eh_frame : { *(.eh_frame) }
            .data : { *(.data .data.*) KEEP(*(__modules)) }
            .bss : { *(.bss .bss.*) }
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lodestar-symbols-");

    public SampleImage()
    {
        Directory.CreateDirectory(PathOf("asm"));
        File.WriteAllText(PathOf("asm/sample.asm"), AssemblySource);
        File.WriteAllText(PathOf("sample.ld"), LinkerScript);
        CompileSample(PathOf("Sample.dll"), PathOf("Sample.pdb"));
        File.WriteAllLines(PathOf("ilc.rsp"),
        [
            PathOf("Sample.dll"),
            $"-r:{Path.GetDirectoryName(Metadata("CoreLib"))}/*.dll",
            $"-o:{PathOf("sample.o")}",
            $"--mstat:{PathOf("sample.mstat")}",
            "--targetos:linux", "--targetarch:x64", "-O", "-g", "--nativelib",
            "--generateunmanagedentrypoints:Sample",
        ]);
        Run(Metadata("Ilc"), "@ilc.rsp");
        Run("nasm", "-f", "elf64", "-g", "-F", "dwarf", "asm/sample.asm", "-o", "asm.o");
        Run("ld.lld", "-T", "sample.ld", "--unresolved-symbols=ignore-all", "asm.o", "sample.o", "-o", "sample.elf");

        var names = new SymbolNames(MethodSizeReport.Read([.. File.ReadAllBytes(PathOf("sample.mstat"))]));
        var paths = new SourcePaths(folder.FullName, withFramework: false);
        Functions = FunctionList.Read(ElfFile.Parse(File.ReadAllBytes(PathOf("sample.elf"))), names, paths);
        Table = TableWriter.Write(Functions, TestTable.Base);
    }

    public IReadOnlyList<Function> Functions { get; }

    public byte[] Table { get; }

    public void Dispose() => folder.Delete(recursive: true);

    private static void CompileSample(string assembly, string symbols)
    {
        string coreLib = Metadata("CoreLib");
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(SourceText.From(Source, Encoding.UTF8), path: SourcePath)],
            [MetadataReference.CreateFromFile(coreLib)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using FileStream image = File.Create(assembly);
        using FileStream pdb = File.Create(symbols);
        EmitResult result = compilation.Emit(
            image, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        }
    }

    private static string Metadata(string key) => Assembly.GetExecutingAssembly()
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {output}");
        }
    }
}
