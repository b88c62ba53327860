using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lodestar.Bench;
using Xunit;
using static System.FormattableString;

namespace Lodestar.Host.Tests.Bench;

/// <summary>From the consoles of two systems to the tables that compare them.</summary>
public sealed class SyscallTablesTests
{
    [Fact]
    public void SystemsStandSideBySide()
    {
        string[][] rows = [.. SyscallTables.Instructions(Figures(ticks: 400), Figures(ticks: 100), floor: 5)];
        Assert.Equal(1 + SyscallOperation.All.Count, rows.Length);
        Assert.Equal(["entry and exit that do nothing", "-", "5", "-", ""], rows[0]);
        Assert.Equal(["getppid", "400", "100", "0.25", "<= 160"], rows[1]);
        Assert.All(rows, static row => Assert.Equal(SyscallTables.InstructionsHeader.Length, row.Length));
    }

    [Fact]
    public void WithoutLinuxItsColumnsAreEmpty()
    {
        Assert.Equal(["getppid", "-", "100", "-", "<= 160"], SyscallTables.Instructions(null, Figures(ticks: 100), floor: 5).ElementAt(1));
        Assert.Equal(["getppid", "-", "1,000", "-"], SyscallTables.Nanoseconds(null, Figures(ticks: 100)).First());
    }

    [Theory]
    [InlineData(160.0, "<= 160")]
    [InlineData(160.1, "<= 160 missed")]
    public void WhatIsMissedIsNamed(double ticks, string expected) =>
        Assert.Equal(expected, SyscallTables.Instructions(null, Figures(ticks), floor: 5).ElementAt(1)[^1]);

    [Fact]
    public void WithoutABoundNothingIsMissed() =>
        Assert.Equal(
            ["the longest of these", "-", "100", "-", ""], SyscallTables.Instructions(null, Figures(ticks: 100), floor: 5).Last());

    [Fact]
    public void TheLeastOfSeveralRunsCounts()
    {
        SyscallFigures figures = new();
        figures.Add(Console(ticks: 300, nanoseconds: 500));
        figures.Add(Console(ticks: 310, nanoseconds: 400));
        Assert.Equal(new SyscallLine("stat", 300, 400), figures[SyscallOperation.All.Single(static operation => operation.Name == "stat")]);
    }

    [Fact]
    public void ACallThatASystemDoesNotHaveIsADash()
    {
        SyscallFigures figures = new();
        SyscallOperation fork = SyscallOperation.All.Single(static operation => operation.Name == "fork-exit-wait");
        IEnumerable<string> console = Console(ticks: 100, nanoseconds: 100).Where(line => !line.Contains($" {fork.Name} ", StringComparison.Ordinal));
        figures.Add([.. console, $"SYSCALL {fork.Name} missing"]);
        Assert.Contains(
            new[] { fork.Title, "100", "-", "-", "<= 60,000 missed" }, SyscallTables.Instructions(Figures(ticks: 100), figures, floor: 5));
        Assert.Contains(new[] { fork.Title, "-", "-", "-" }, SyscallTables.Nanoseconds(null, figures));
    }

    [Fact]
    public void ARunWithoutAnOperationIsAnError()
    {
        string[] console = Console(ticks: 1, nanoseconds: 1);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SyscallFigures().Add(console[..^1]));
        Assert.Contains($"\"SYSCALL {SyscallOperation.All[^1].Name}\"", error.Message, StringComparison.Ordinal);
    }

    private static SyscallFigures Figures(double ticks)
    {
        SyscallFigures figures = new();
        figures.Add(Console(ticks, nanoseconds: 1000));
        return figures;
    }

    private static string[] Console(double ticks, double nanoseconds) =>
    [
        "[    1.041750] something of the kernel's",
        .. SyscallOperation.All.Select(operation => Invariant($"SYSCALL {operation.Name} {ticks:F1} ticks {nanoseconds:F1} ns")),
    ];
}
