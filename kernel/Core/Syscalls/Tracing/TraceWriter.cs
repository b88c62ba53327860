using System;

namespace Lodestar.Core.Syscalls.Tracing;

/// <summary>
/// One line of a trace in the notation of <c>strace(1)</c>. A derived class says where the text goes and how user memory is read.
/// Writing allocates nothing.
/// </summary>
public abstract partial class TraceWriter
{
    /// <summary>The column of the equals sign where the call leaves room for it, as in strace.</summary>
    private const int ResultColumn = 40;

    private int _column;

    /// <summary>Appends ASCII text to the line.</summary>
    protected abstract void Append(ReadOnlySpan<byte> text);

    /// <summary>Reads the caller's memory without ever faulting.</summary>
    /// <param name="address">Any number that a program passed.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>The number of bytes before the first that is not readable.</returns>
    protected abstract int ReadUser(ulong address, Span<byte> destination);

    /// <summary>Begins a line with a call's name.</summary>
    public void BeginCall(string name)
    {
        _column = 0;
        Text(name);
        Write("("u8);
    }

    /// <summary>Begins a line for a number without a handler, with all six registers: <c>syscall_0x1ff(0x1, …)</c>.</summary>
    public void UnknownCall(int number, ulong rdi, ulong rsi, ulong rdx, ulong r10, ulong r8, ulong r9)
    {
        _column = 0;
        Write("syscall_"u8);
        Hex((uint)number);
        Write("("u8);
        ReadOnlySpan<ulong> arguments = [rdi, rsi, rdx, r10, r8, r9];
        for (int i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
            {
                Separator();
            }

            Hex(arguments[i]);
        }
    }

    /// <summary>Writes what stands between two arguments.</summary>
    public void Separator() => Write(", "u8);

    /// <summary>Writes a text of ASCII characters.</summary>
    public void Text(string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        for (int start = 0; start < text.Length; start += bytes.Length)
        {
            int length = Math.Min(bytes.Length, text.Length - start);
            for (int i = 0; i < length; i++)
            {
                bytes[i] = (byte)text[start + i];
            }

            Write(bytes[..length]);
        }
    }

    private void Write(scoped ReadOnlySpan<byte> text)
    {
        _column += text.Length;
        Append(text);
    }
}
