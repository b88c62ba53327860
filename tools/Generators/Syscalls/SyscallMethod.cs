using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Lodestar.Generators.Syscalls;

/// <summary>One method that carries <c>[Syscall]</c>.</summary>
/// <param name="Number">The number of the call.</param>
/// <param name="Name">The name of the call.</param>
/// <param name="Missing">What it lacks, for the docs, or null.</param>
/// <param name="QualifiedName">The method with its class, namespace and <c>global::</c>.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">How its result becomes a long.</param>
/// <param name="ResultFormat">How a trace prints its result.</param>
/// <param name="ReturnType">The return type as the docs show it.</param>
/// <param name="File">The path of its file.</param>
/// <param name="Flaws">What keeps it from being a handler.</param>
/// <param name="Location">Where it is declared.</param>
internal sealed record SyscallMethod(
    int Number,
    string Name,
    string? Missing,
    string QualifiedName,
    EquatableArray<SyscallParameter> Parameters,
    ResultKind Result,
    TraceFormat ResultFormat,
    string ReturnType,
    string File,
    EquatableArray<SyscallFlaw> Flaws,
    Location? Location)
{
    /// <summary>The parameters that registers carry.</summary>
    internal SyscallParameter[] Arguments => [.. Parameters.Where(static parameter => parameter.Kind != ParameterKind.Caller)];
}

/// <summary>How a handler's return type becomes the long that goes into RAX.</summary>
internal enum ResultKind
{
    Integer,
    Errno,
    SyscallResult,
}

/// <summary>An error about one method.</summary>
internal sealed record SyscallFlaw(DiagnosticDescriptor Rule, Location? Location, EquatableArray<string> Arguments)
{
    internal SyscallFlaw(DiagnosticDescriptor rule, Location? location, params string[] arguments)
        : this(rule, location, new EquatableArray<string>(arguments))
    {
    }

    internal Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, [.. Arguments.Cast<object>()]);
}
