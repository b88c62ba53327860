namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>How an argument or a result is printed in a trace, see <see cref="TraceAttribute"/>.</summary>
public enum TraceFormat
{
    /// <summary>By its type and its name.</summary>
    Default,

    /// <summary>In decimal.</summary>
    Decimal,

    /// <summary>In hexadecimal: <c>0x7f00</c>, and <c>0</c>.</summary>
    Hex,

    /// <summary>An address: <c>0x7f00</c>, and <c>NULL</c>; as a result <c>0x7f00</c>, and <c>0</c>.</summary>
    Pointer,

    /// <summary>Permission bits: <c>0644</c>, <c>000</c>.</summary>
    Octal,

    /// <summary>A file descriptor that may be AT_FDCWD.</summary>
    DirectoryDescriptor,
}
