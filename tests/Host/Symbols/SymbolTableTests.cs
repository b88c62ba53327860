using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Machine.Diagnostics;
using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>What the tool writes, the kernel reads; what is damaged, it does not believe.</summary>
public class SymbolTableTests
{
    [Theory]
    [InlineData(0x1000, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.cs:line 10")]
    [InlineData(0x1004, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.cs:line 10")]
    [InlineData(0x100F, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.cs:line 10")]
    [InlineData(0x1010, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.cs:line 12")]
    [InlineData(0x1025, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.cs:line 11")]
    [InlineData(0x103F, "Lodestar.Core.Foo.Bar(int, string) in kernel/Core/Foo.Generated.cs:line 700")]
    [InlineData(0x1040, "Lodestar.Core.Foo.Baz()+0x0")]
    [InlineData(0x105F, "Lodestar.Core.Foo.Baz()+0x1f")]
    [InlineData(0x1070, "SyscallEntry in asm/syscall.asm:line 33")]
    [InlineData(0x0FFF, null)]
    [InlineData(0x1060, null)]
    [InlineData(0x106F, null)]
    [InlineData(0x1080, null)]
    public void NamesAnAddress(ulong offset, string? expected) =>
        Assert.Equal(expected, TestTable.Format(TestTable.Bytes, TestTable.Base + offset));

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x7FFF_FFFF_FFFFUL)]
    [InlineData(ulong.MaxValue)]
    public void FindsNothingFarAway(ulong address) => Assert.Null(TestTable.Format(TestTable.Bytes, address));

    [Fact]
    public void TellsStartSizeAndOffset()
    {
        Assert.True(new SymbolTable(TestTable.Bytes).TryFind(TestTable.Base + 0x1012, out SymbolInfo info));
        Assert.Equal((TestTable.Base + 0x1000, 0x40u, 0x12u, 12), (info.Start, info.Size, info.Offset, info.Line));
    }

    [Fact]
    public void CutsOffWhatDoesNotFit()
    {
        string whole = TestTable.Format(TestTable.Bytes, TestTable.Base + 0x1010)!;
        for (int room = 0; room <= whole.Length; room++)
        {
            Assert.Equal(whole[..room], TestTable.Format(TestTable.Bytes, TestTable.Base + 0x1010, room));
        }
    }

    [Fact]
    public void FindsEachOfManyFunctions()
    {
        List<Function> functions = Enumerable.Range(0, 1000)
            .Select(i => new Function(
                TestTable.Base + (ulong)(i * 300), 200 + (ulong)(i % 100), new MethodName($"Type{i / 7}", $"Method{i}()"), []))
            .ToList();
        byte[] table = TableWriter.Write(functions, TestTable.Base);
        foreach (Function function in functions)
        {
            Assert.Equal($"{function.Name}+0x0", TestTable.Format(table, function.Address));
            ulong last = function.Size - 1;
            Assert.Equal($"{function.Name}+0x{last:x}", TestTable.Format(table, function.Address + last));
            Assert.Null(TestTable.Format(table, function.Address + function.Size));
        }
    }

    [Fact]
    public void TheSameInputGivesTheSameBytes() => Assert.Equal(TestTable.Bytes, TestTable.Bytes);

    [Fact]
    public void BytesBehindTheTableDoNoHarm() =>
        Assert.NotNull(TestTable.Format([.. TestTable.Bytes, 1, 2, 3], TestTable.Base + 0x1000));

    [Fact]
    public void AnEmptyTableFindsNothing() => Assert.Null(TestTable.Format([], TestTable.Base + 0x1000));

    [Fact]
    public void ACutOffTableFindsNothing()
    {
        byte[] table = TestTable.Bytes;
        for (int length = 0; length < table.Length; length++)
        {
            Assert.Null(TestTable.Format(table[..length], TestTable.Base + 0x1000));
        }
    }

    [Fact]
    public void ADamagedTableNeverFaults()
    {
        byte[] original = TestTable.Bytes;
        foreach (byte damage in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF })
        {
            for (int i = 0; i < original.Length; i++)
            {
                byte[] table = [.. original];
                table[i] = damage;
                Probe(table);
            }
        }

        var random = new Random(1);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] table = [.. original];
            for (int i = 0; i < 8; i++)
            {
                table[random.Next(8, table.Length)] = (byte)random.Next();
            }

            Probe(table);
        }
    }

    private static void Probe(byte[] table)
    {
        foreach (ulong offset in new ulong[] { 0x1000, 0x1031, 0x1050, 0x1070, 0x2000 })
        {
            TestTable.Format(table, TestTable.Base + offset);
        }
    }
}
