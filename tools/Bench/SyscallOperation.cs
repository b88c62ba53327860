using System.Collections.Generic;

namespace Lodestar.Bench;

/// <summary>An operation of <c>userland/bench/syscalls.asm</c>.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Number">The number of its system call, or of the first one.</param>
/// <param name="Title">Its name in the tables.</param>
/// <param name="Wanted">Guest instructions that Lodestar may take; null where nothing is said.</param>
/// <param name="Label">
/// What the labels at which one of it begins and ends in the program start with, for a debugger; null where it has none.
/// </param>
public sealed record SyscallOperation(string Name, int Number, string Title, int? Wanted, string? Label = SyscallOperation.CallLabel)
{
    /// <summary>The label of all that are a single call: which it is, its number tells.</summary>
    public const string CallLabel = "call";

    /// <summary>All of them, in the order of the tables: the calls, then memory, whole files, and what several processes do.</summary>
    public static IReadOnlyList<SyscallOperation> All { get; } =
    [
        new("getppid", 110, "getppid", 160),
        new("unknown", 500, "unknown number (500)", 110),
        new("write-null", 1, "write 1 byte to /dev/null", 300),
        new("read-zero", 0, "read 1 byte of /dev/zero", 320),
        new("clock_gettime", 228, "clock_gettime by syscall", 220),
        new("open-close", 2, "open and close a file", 2700, "open_close"),
        new("stat", 4, "stat a file", 1700),
        new("fresh-page", 9, "fresh anonymous page by a fault", 2000, "fresh"),
        new("mmap-munmap", 9, "mmap and munmap of a page", 4500, "map"),
        new("read-1MiB", 0, "read 1 MiB of a file in 64 KiB reads", 190_000, "read_file"),
        new("sched_yield", 24, "sched_yield between two processes", 1300, "yield"),
        new("pipe-ping-pong", 1, "byte through a pipe and back, two processes", 6000, "ping_pong"),
        new("pipe-1MiB", 1, "1 MiB through a pipe in 4 KiB writes", 900_000, "stream"),
        new("fork-exit-wait", 57, "fork, exit, wait", 60_000, "fork"),
        new("vfork-execve-wait", 58, "vfork, execve, wait", 100_000, "vfork_execve"),
        new("fork-execve-wait", 57, "fork, execve, wait", 140_000, "fork_execve"),
        new("wake-loaded", 35, "sleep of 100,000 ns while 100 processes compute", null, null),
        new("wake-loaded-worst", 35, "the longest of these", null, null),
    ];
}
