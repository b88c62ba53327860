namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>
/// Writes system calls in the notation of <c>strace(1)</c>, in two halves as strace does: what a call reads is printed before it
/// runs, what it fills in afterwards.
/// </summary>
public static partial class SyscallFormatter
{
    /// <summary>Writes the name and the arguments up to the first buffer that the call fills: <c>read(3</c>.</summary>
    public static partial void WriteEntry(TraceWriter writer, int number, in SyscallArguments arguments);

    /// <summary>
    /// Writes the other arguments and the result: <c>, "\177ELF"..., 832) = 832</c>. For a call that does not return, such as
    /// exit, <see cref="TraceWriter.NoResult"/> takes its place.
    /// </summary>
    public static partial void WriteExit(TraceWriter writer, int number, in SyscallArguments arguments, long result);
}
