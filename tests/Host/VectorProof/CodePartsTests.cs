using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Lodestar.Symbols;
using Lodestar.VectorProof;
using Xunit;

namespace Lodestar.Host.Tests.VectorProof;

/// <summary>Code of a linked file, divided by its symbols: no byte may be left out.</summary>
public sealed class CodePartsTests
{
    private const string Source = """
        section .text
        nop
        global first
        first:
                mov     eax, 1
        .local: jmp     .local
        global sized:function (sized.end - sized)
        sized:  ret
        .end:   int3
                int3
        global last
        last:   ret
        """;

    [Fact]
    public void EveryByteBelongsToAPart()
    {
        ElfFile image = Link(Source);
        List<CodePart> parts = CodeParts.Read(image);
        Assert.Equal(["", "first", "sized", "", "last"], parts.Select(static part => part.Name));
        Assert.Equal([1, 7, 1, 2, 1], parts.Select(static part => part.Bytes.Length));
        ElfSection text = image.FindSection(".text")!;
        Assert.Equal(text.Content.ToArray(), parts.SelectMany(static part => part.Bytes.ToArray()));
        Assert.Equal(text.Address, parts[0].Address);
    }

    private static ElfFile Link(string source)
    {
        string folder = Directory.CreateTempSubdirectory("lodestar").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.asm"), source);
            Run(folder, "nasm", "-f", "elf64", "a.asm", "-o", "a.o");
            Run(folder, "ld.lld", "-e", "first", "a.o", "-o", "a.elf");
            return ElfFile.Parse(File.ReadAllBytes(Path.Combine(folder, "a.elf")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string folder, string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
