namespace Lodestar.Generators.Syscalls;

/// <summary>One parameter of a handler.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its type means.</param>
/// <param name="Type">Its type with namespace and <c>global::</c>.</param>
/// <param name="ShortType">Its type as the docs show it.</param>
/// <param name="Register">The index of its (first) argument register.</param>
/// <param name="Underlying">The integer type of an enum or integer, such as "uint"; empty otherwise.</param>
/// <param name="CallerProperty">The property of the context that a caller parameter receives; empty for the context itself.</param>
/// <param name="Format">How a trace prints it.</param>
/// <param name="OnlyWith">The register index of the argument that decides whether it is printed; -1 for none.</param>
/// <param name="Bits">The bits of that argument.</param>
/// <param name="Enum">The names of its values, or null.</param>
internal sealed record SyscallParameter(
    string Name,
    ParameterKind Kind,
    string Type,
    string ShortType,
    int Register,
    string Underlying,
    string CallerProperty,
    TraceFormat Format,
    int OnlyWith,
    ulong Bits,
    AbiEnum? Enum)
{
    /// <summary>The registers that it takes.</summary>
    internal int Registers => Kind switch
    {
        ParameterKind.Caller => 0,
        ParameterKind.ReadableBuffer or ParameterKind.WritableBuffer => 2,
        _ => 1,
    };
}

/// <summary>What the type of a parameter means.</summary>
internal enum ParameterKind
{
    /// <summary>Not an argument: the context, or one of its properties.</summary>
    Caller,
    Integer,
    Enum,
    ReadableBuffer,
    WritableBuffer,
    String,

    /// <summary>A <c>UserRef&lt;T&gt;</c>.</summary>
    Reference,
}

/// <summary>The copy of <c>Lodestar.Core.Syscalls.Tracing.TraceFormat</c>, with the same values.</summary>
internal enum TraceFormat
{
    Default,
    Decimal,
    Hex,
    Pointer,
    Octal,
    DirectoryDescriptor,
}
