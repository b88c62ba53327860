using System.Collections.Generic;
using Lodestar.Symbols;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>A small symbol table made in memory, and how to read it.</summary>
internal static class TestTable
{
    public const ulong Base = 0xFFFF_FFFF_8000_0000;
    public const string FooFile = "kernel/Core/Foo.cs";

    /// <summary>Two functions of a type, a gap of 0x10 bytes, then a label of the assembly files.</summary>
    public static List<Function> Functions { get; } =
    [
        new(Base + 0x1000, 0x40, new MethodName("Lodestar.Core.Foo", "Bar(int, string)"),
        [
            new LineRow(Base + 0x1004, FooFile, 10),
            new LineRow(Base + 0x1010, FooFile, 12),
            new LineRow(Base + 0x1020, FooFile, 11),
            new LineRow(Base + 0x1030, "kernel/Core/Foo.Generated.cs", 700),
        ]),
        new(Base + 0x1040, 0x20, new MethodName("Lodestar.Core.Foo", "Baz()"), []),
        new(Base + 0x1070, 0x10, new MethodName("", "SyscallEntry"), [new LineRow(Base + 0x1070, "asm/syscall.asm", 33)]),
    ];

    public static byte[] Bytes => TableWriter.Write(Functions, Base);

    /// <summary>The line of a stack trace for an address, or null when it is not found.</summary>
    public static string? Format(byte[] table, ulong address, int room = 200)
    {
        var text = new char[room];
        return new Machine.Diagnostics.SymbolTable(table).TryFormat(address, text, out int written)
            ? new string(text, 0, written)
            : null;
    }
}
