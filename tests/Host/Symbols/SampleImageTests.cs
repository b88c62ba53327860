using System;
using System.Linq;
using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>From C# and NASM source to the text of a stack trace, through the tools that build the kernel.</summary>
public class SampleImageTests(SampleImage image) : IClassFixture<SampleImage>
{
    [Theory]
    [InlineData("Sample.Under_score.Entry.Main()", "generic")]
    [InlineData("Sample.Under_score.Entry.Main+lambda(int)", "lambda")]
    [InlineData("Sample.Under_score.Entry.Main+Local(ref int)", "local")]
    [InlineData("Sample.Under_score.Entry.Items+MoveNext()", "iterator")]
    [InlineData("Sample.Under_score.Outer<int>.Inner<byte>.Throw<__Canon>(int, __Canon, int[,])", "inner")]
    [InlineData("Sample.Under_score.Outer<__Canon>.Inner<byte>.Throw<__Canon>(__Canon, __Canon, int[,])", "inner")]
    public void AMethodHasItsNameFileAndLine(string name, string textOnLine)
    {
        Function function = Assert.Single(image.Functions, function => function.Name.ToString() == name);
        int line = 1 + Array.FindIndex(SampleImage.Source.Split('\n'), text => text.Contains($"\"{textOnLine}\""));
        Assert.Contains(function.Lines, row => row.Line == line);
        ulong address = function.Lines.First(row => row.Line == line).Address;
        Assert.Equal($"{name} in kernel/Core/Sample.cs:line {line}", TestTable.Format(image.Table, address));
    }

    [Fact]
    public void ALabelOfAnAssemblyFileHasItsNameFileAndLine()
    {
        Function entry = Assert.Single(image.Functions, function => function.Name.Member == "SampleEntry");
        Assert.Equal("SampleEntry in asm/sample.asm:line 5", TestTable.Format(image.Table, entry.Address));
        Assert.Equal("SampleEntry in asm/sample.asm:line 7", TestTable.Format(image.Table, entry.Address + 5));
        Assert.Equal("plain_label in asm/sample.asm:line 9", TestTable.Format(image.Table, entry.Address + 7));
    }

    [Fact]
    public void EveryFunctionIsFound()
    {
        Assert.NotEmpty(image.Functions);
        foreach (Function function in image.Functions)
        {
            Assert.StartsWith(function.Name.ToString(), TestTable.Format(image.Table, function.Address, 2000));
        }
    }

    [Fact]
    public void TheFrameworkHasNamesButNoLines()
    {
        Function function = image.Functions.First(function => function.Name.Scope == "System.Exception");
        Assert.Empty(function.Lines);
    }

    [Fact]
    public void NoPathOfTheMachineIsLeft() =>
        Assert.All(
            image.Functions.SelectMany(function => function.Lines),
            row => Assert.True(row.File is "kernel/Core/Sample.cs" or "asm/sample.asm", row.File));
}
