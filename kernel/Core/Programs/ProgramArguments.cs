using System;
using System.Buffers;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Programs;

/// <summary>The strings that a program is started with, collected within the limits of <c>execve(2)</c>.</summary>
public sealed class ProgramArguments
{
    /// <summary>Bytes of one string with its terminator (MAX_ARG_STRLEN).</summary>
    public const int LongestString = 128 << 10;

    /// <summary>What may always be passed, in bytes (ARG_MAX).</summary>
    private const ulong SmallestLimit = 128 << 10;

    /// <summary>What may never be exceeded, in bytes: three quarters of the usual stack.</summary>
    private const ulong LargestLimit = 6 << 20;

    private const ulong StackShare = 4;
    private const ulong PointerSize = 8;

    private readonly ArrayBufferWriter<byte> _arguments = new();
    private readonly ArrayBufferWriter<byte> _environment = new();
    private readonly ulong _limit;
    private byte[] _name = [0];

    /// <summary>Begins with nothing.</summary>
    /// <param name="stackLimit">RLIMIT_STACK in bytes: a quarter of it is for strings and the pointers to them.</param>
    public ProgramArguments(ulong stackLimit) => _limit = Math.Clamp(stackLimit / StackShare, SmallestLimit, LargestLimit);

    public int ArgumentCount { get; private set; }

    public int EnvironmentCount { get; private set; }

    /// <summary>The name that the program was started by, with its terminator.</summary>
    internal ReadOnlySpan<byte> Name => _name;

    /// <summary>The arguments one behind the other, each with its terminator.</summary>
    internal ReadOnlySpan<byte> Arguments => _arguments.WrittenSpan;

    /// <summary>The environment in the same form.</summary>
    internal ReadOnlySpan<byte> Environment => _environment.WrittenSpan;

    /// <summary>Sets the name that the program was started by (AT_EXECFN).</summary>
    /// <returns>E2BIG when it does not fit.</returns>
    public Errno SetName(ReadOnlySpan<byte> name)
    {
        Errno error = Check(name, (ulong)_name.Length, isPointedTo: false);
        if (error == Errno.None)
        {
            _name = [.. name, 0];
        }

        return error;
    }

    /// <summary>Adds an argument, the program's name first.</summary>
    /// <returns>E2BIG when it does not fit.</returns>
    public Errno AddArgument(ReadOnlySpan<byte> argument)
    {
        // The room for the pointer to the first one is always counted.
        Errno error = Check(argument, 0, isPointedTo: ArgumentCount > 0);
        if (error == Errno.None)
        {
            Append(_arguments, argument);
            ArgumentCount++;
        }

        return error;
    }

    /// <summary>Adds a variable of the environment.</summary>
    /// <returns>E2BIG when it does not fit.</returns>
    public Errno AddEnvironment(ReadOnlySpan<byte> variable)
    {
        Errno error = Check(variable, 0, isPointedTo: true);
        if (error == Errno.None)
        {
            Append(_environment, variable);
            EnvironmentCount++;
        }

        return error;
    }

    /// <summary>The name without its terminator.</summary>
    internal ReadOnlySpan<byte> NameText => _name.AsSpan(0, _name.Length - 1);

    /// <summary>Makes the arguments those of a script's interpreter: its name, what the script's first line passes, the script.</summary>
    /// <param name="interpreter">The interpreter's name.</param>
    /// <param name="argument">The one argument of the script's first line; empty for none.</param>
    /// <param name="script">The script's name, in place of the first argument there was.</param>
    /// <returns>E2BIG when they do not fit.</returns>
    internal Errno InsertInterpreter(ReadOnlySpan<byte> interpreter, ReadOnlySpan<byte> argument, ReadOnlySpan<byte> script)
    {
        byte[] old = _arguments.WrittenSpan.ToArray();
        int count = int.Max(ArgumentCount - 1, 0);
        ReadOnlySpan<byte> rest = old.AsSpan(old.AsSpan().IndexOf((byte)0) + 1);
        _arguments.ResetWrittenCount();
        ArgumentCount = 0;
        Errno error = AddArgument(interpreter);
        error = error == Errno.None && !argument.IsEmpty ? AddArgument(argument) : error;
        error = error == Errno.None ? AddArgument(script) : error;
        _arguments.Write(rest);
        ArgumentCount += count;

        // The others fitted before; what has come on top is checked once more with them.
        return error == Errno.None ? Check([], replaced: 1, isPointedTo: false) : error;
    }

    /// <summary>A program never finds itself without an argument: it gets an empty one, as on Linux since 5.18.</summary>
    internal void EnsureArgument()
    {
        if (ArgumentCount == 0)
        {
            Append(_arguments, []);
            ArgumentCount++;
        }
    }

    private static void Append(ArrayBufferWriter<byte> strings, ReadOnlySpan<byte> text)
    {
        strings.Write(text);
        strings.Write("\0"u8);
    }

    private Errno Check(ReadOnlySpan<byte> text, ulong replaced, bool isPointedTo)
    {
        if (text.Contains((byte)0))
        {
            throw new ArgumentException("A program's string ends at its first zero.", nameof(text));
        }

        if (text.Length >= LongestString)
        {
            return Errno.E2BIG;
        }

        ulong pointers = (ulong)Math.Max(ArgumentCount, 1) + (ulong)EnvironmentCount + (isPointedTo ? 1UL : 0);
        ulong bytes = (ulong)_name.Length + (ulong)_arguments.WrittenCount + (ulong)_environment.WrittenCount - replaced;
        return bytes + (ulong)text.Length + 1 + (pointers * PointerSize) > _limit ? Errno.E2BIG : Errno.None;
    }
}
