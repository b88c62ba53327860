using System.Collections.Generic;

namespace Lodestar.Bench;

/// <summary>An operation of <c>userland/bench/syscalls.asm</c>.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Number">The number of its system call, or of the first one.</param>
/// <param name="Title">Its name in the tables.</param>
/// <param name="Wanted">Guest instructions that Lodestar may take.</param>
public sealed record SyscallOperation(string Name, int Number, string Title, int Wanted)
{
    /// <summary>All of them, in the order of the tables.</summary>
    public static IReadOnlyList<SyscallOperation> All { get; } =
    [
        new("getppid", 110, "getppid", 160),
        new("unknown", 500, "unknown number (500)", 110),
        new("write-null", 1, "write 1 byte to /dev/null", 300),
        new("read-zero", 0, "read 1 byte of /dev/zero", 320),
        new("clock_gettime", 228, "clock_gettime by syscall", 220),
        new("open-close", 2, "open and close a file", 2700),
        new("stat", 4, "stat a file", 1700),
    ];
}
