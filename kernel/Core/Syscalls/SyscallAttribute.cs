using System;

namespace Lodestar.Core.Syscalls;

/// <summary>
/// Makes a static method the handler of a system call. The generator in <c>tools/Generators/Syscalls</c> writes the dispatcher,
/// the names, the tracer and <c>docs/syscalls.md</c> from it; <c>docs/adding-a-system-call.md</c> says what a handler may take
/// and return.
/// </summary>
/// <param name="number">Linux's number on x86-64, 0 to 511.</param>
/// <param name="name">Linux's name, such as "read".</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SyscallAttribute(int number, string name) : Attribute
{
    /// <summary>Linux's number on x86-64.</summary>
    public int Number { get; } = number;

    /// <summary>Linux's name.</summary>
    public string Name { get; } = name;

    /// <summary>What Linux's call does and this one does not, in a few words for the table in the docs; null if nothing.</summary>
    public string? Missing { get; set; }
}
