using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The log and panics on the screen: one of pixels, which GRUB sets up, and the VGA's text.</summary>
public sealed class Screens
{
    /// <summary>The innermost line of the panic's backtrace that every boot ends with.</summary>
    private const string LastFrame = "Lodestar.Machine.Boot.KernelEntry.Enter(";

    [Fact]
    public async Task TheLogAndAPanicAreOnAScreenOfPixels()
    {
        Screenshot? log = null;
        Screenshot? panic = null;
        using BootDisc disc = await BootDisc.Make(Repository.Kernel, "log=debug");
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Disc = disc.Path },
            static line => line.Contains("nothing left to do", StringComparison.Ordinal),
            async monitor =>
            {
                using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
                await Screenshot.WaitForHalt(monitor, limit.Token);
                log = await Screenshot.Take(monitor, limit.Token);
                await monitor.Human("nmi", limit.Token);
                panic = await Screenshot.WaitFor(monitor, static picture => picture.Text.Contains(LastFrame, StringComparison.Ordinal), limit.Token);
            });

        Assert.NotNull(log);
        Assert.NotNull(panic);
        result.Must(log.Lines[0].StartsWith("◆ Lodestar ", StringComparison.Ordinal), $"expected the kernel's name in the first row of\n{log.Text}");
        string[] lines = [.. result.Log.Lines.SkipWhile(static line => !line.Contains("started by", StringComparison.Ordinal))];
        int panicStart = Array.FindIndex(lines, static line => line.Contains("KERNEL PANIC", StringComparison.Ordinal));
        MustHold(result, log.Text, lines[..panicStart]);
        MustHold(result, panic.Text, lines[panicStart..]);
        Assert.Equal(0x700000, panic.ColorAt(panic.Width - 1, panic.Height - 1));
    }

    [Fact]
    public async Task APanicIsOnTheVgasTextScreen()
    {
        IReadOnlyList<string> rows = [];
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.TestKernel, CommandLine = "provoke=stackoverflow" },
            static line => line.Contains(LastFrame, StringComparison.Ordinal),
            async monitor =>
            {
                await Screenshot.WaitForHalt(monitor);
                rows = await Screenshot.ReadVgaText(monitor);
            });

        // Too many lines for 25 rows: the first ones, a count, and the last ones.
        string[] panic = [.. Panic(result)];
        int missing = Assert.Single(Enumerable.Range(0, rows.Count), i => rows[i].EndsWith("lines do not fit on the screen ...", StringComparison.Ordinal));
        MustHold(result, string.Join('\n', rows.Take(missing)), panic.Take(8));
        MustHold(result, string.Join('\n', rows.Skip(missing)), panic.TakeLast(2));
    }

    private static IEnumerable<string> Panic(BootResult result) =>
        result.Log.Lines.SkipWhile(static line => !line.Contains("KERNEL PANIC", StringComparison.Ordinal));

    /// <summary>Whether the lines are there, wherever they were broken.</summary>
    private static void MustHold(BootResult result, string screen, IEnumerable<string> lines)
    {
        string flat = Flatten(screen);
        foreach (string line in lines)
        {
            result.Must(flat.Contains(Flatten(line), StringComparison.Ordinal), $"expected \"{line}\" on the screen:\n{screen}");
        }
    }

    private static string Flatten(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
