using System;

namespace Lodestar.Core.Syscalls;

/// <summary>The names of the system calls that have a handler.</summary>
public static partial class SyscallNames
{
    /// <summary>The name of a number, such as "read"; null for a number without a handler.</summary>
    public static partial string? NameOf(int number);

    /// <summary>The number of a name; -1 for a name without a handler.</summary>
    public static partial int NumberOf(ReadOnlySpan<char> name);
}
