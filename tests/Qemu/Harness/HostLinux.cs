using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Qemu.Tests.Harness;

/// <summary>
/// Runs programs on this machine's Linux, as Lodestar runs its first program: in the tree of the initramfs, with a terminal
/// (<c>userland/run-on-linux</c>).
/// </summary>
internal static class HostLinux
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<(string Command, string Tree), Lazy<Task<ProgramRun>>> Runs = new();

    /// <summary>Runs a command in the tree of the tests' initramfs, once for all cases that ask for it.</summary>
    internal static Task<ProgramRun> Run(string command) => Run(command, null, Repository.UserlandTree);

    /// <summary>Runs a command, once for all cases that ask for it unless something is typed at its terminal.</summary>
    internal static Task<ProgramRun> Run(string command, string? typed, string tree) =>
        typed is not null
            ? Start(command, typed, tree)
            : Runs.GetOrAdd((command, tree), static run => new Lazy<Task<ProgramRun>>(() => Start(run.Command, null, run.Tree))).Value;

    private static async Task<ProgramRun> Start(string command, string? typed, string tree)
    {
        ProcessStartInfo start = new(
            Path.Combine(Repository.Root, "userland/run-on-linux"),
            [.. typed is null ? (ReadOnlySpan<string>)[] : ["--typed"], tree, .. CommandWords.Split(command)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        using CancellationTokenSource limit = new(TimeLimit);
        using MemoryStream output = new();
        await process.StandardInput.WriteAsync(typed).ConfigureAwait(false);
        await process.StandardInput.FlushAsync().ConfigureAwait(false);
        try
        {
            await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"\"{command}\" did not end on this machine's Linux");
        }

        return ProgramRun.FromTerminal(output.ToArray(), process.ExitCode);
    }
}
