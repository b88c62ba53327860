using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>The errors of the system-call generator.</summary>
internal static class SyscallRules
{
    /// <summary>The numbers that the table has room for: 0 to one less.</summary>
    internal const int TableSize = 512;

    /// <summary>The registers that carry arguments (<c>syscall(2)</c>).</summary>
    internal const int MaxArguments = 6;

    internal static readonly DiagnosticDescriptor NumberTwice = Rule(
        "LODE010", "Two system calls share a number", "system call {0} is '{1}' and '{2}'");

    internal static readonly DiagnosticDescriptor NameTwice = Rule(
        "LODE011", "Two system calls share a name", "two system calls are called '{0}': {1} and {2}");

    internal static readonly DiagnosticDescriptor ParameterType = Rule(
        "LODE012", "A system call has a parameter of a wrong type", "parameter '{0}' of system call '{1}' cannot be {2}");

    internal static readonly DiagnosticDescriptor TooManyArguments = Rule(
        "LODE013", "A system call has too many arguments", "system call '{0}' takes {1} arguments, registers carry six");

    internal static readonly DiagnosticDescriptor WrongShape = Rule(
        "LODE014", "A handler has the wrong shape", "'{0}' cannot handle a system call: {1}");

    internal static readonly DiagnosticDescriptor ReturnType = Rule(
        "LODE015", "A system call returns the wrong type",
        "system call '{0}' cannot return {1}: long, int, Errno and SyscallResult are possible");

    internal static readonly DiagnosticDescriptor NumberRange = Rule(
        "LODE016", "A system call's number is out of range", "system call '{0}' cannot have the number {1}: 0 to 511 are possible");

    internal static readonly DiagnosticDescriptor WrongName = Rule(
        "LODE017", "A system call's name is malformed", "'{0}' cannot be a system call's name: it is made of a-z, 0-9 and _");

    internal static readonly DiagnosticDescriptor TraceCondition = Rule(
        "LODE018", "A trace depends on an unknown parameter",
        "parameter '{0}' of system call '{1}' is printed with '{2}', which is no integer or enum parameter of it");

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "Lodestar.Syscalls", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
