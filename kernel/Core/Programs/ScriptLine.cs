using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Programs;

/// <summary>The first line of a script, which names its interpreter (<c>execve(2)</c>, "Interpreter scripts").</summary>
public readonly ref struct ScriptLine
{
    /// <summary>Bytes of a file that are looked at (BINPRM_BUF_SIZE).</summary>
    public const int Longest = 256;

    private ScriptLine(ReadOnlySpan<byte> interpreter, ReadOnlySpan<byte> argument)
    {
        Interpreter = interpreter;
        Argument = argument;
    }

    /// <summary>The interpreter's path, not empty.</summary>
    public ReadOnlySpan<byte> Interpreter { get; }

    /// <summary>The one argument for the interpreter, with the spaces in it; empty for none.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>Reads the line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="buffer">Where the line is, up to the next use: <see cref="Longest"/> bytes.</param>
    /// <param name="line">The line.</param>
    /// <param name="isScript">Whether the file begins with #!.</param>
    /// <returns>ENOEXEC for a script that names no interpreter, or one whose name was cut off.</returns>
    public static Errno TryRead(IImageSource file, Span<byte> buffer, out ScriptLine line, out bool isScript)
    {
        line = default;
        ReadOnlySpan<byte> text = buffer[..file.Read(0, buffer[..Longest])];
        isScript = text.StartsWith("#!"u8);
        if (!isScript)
        {
            return Errno.None;
        }

        text = text[2..];
        int end = text.IndexOf((byte)'\n');
        bool isWhole = end >= 0 || text.Length + 2 < Longest;
        text = Trim(end >= 0 ? text[..end] : text);
        int zero = text.IndexOf((byte)0);
        text = zero >= 0 ? text[..zero] : text;
        int space = text.IndexOfAny((byte)' ', (byte)'\t');
        if (text.IsEmpty || (!isWhole && space < 0))
        {
            return Errno.ENOEXEC;
        }

        line = space < 0 ? new ScriptLine(text, default) : new ScriptLine(text[..space], Trim(text[space..]));
        return Errno.None;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);
}
