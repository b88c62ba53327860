using System;

namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>
/// How a trace prints a parameter, or with <c>[return: Trace(…)]</c> the result, where type and name do not say enough.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class TraceAttribute(TraceFormat format = TraceFormat.Default) : Attribute
{
    /// <summary>The format.</summary>
    public TraceFormat Format { get; } = format;

    /// <summary>
    /// The parameter that decides whether this one is printed, such as the flags of <c>open(2)</c>, whose mode counts only with
    /// O_CREAT. Null: always printed.
    /// </summary>
    public string? OnlyWith { get; set; }

    /// <summary>The bits of <see cref="OnlyWith"/>; one of them is enough.</summary>
    public ulong Bits { get; set; }
}
