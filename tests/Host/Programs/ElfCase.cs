using Lodestar.Core.Abi;

namespace Lodestar.Host.Tests.Programs;

/// <summary>One file: what is odd about it, and what comes of it.</summary>
/// <param name="Name">What is odd.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Error">What the kernel says; none for a file that runs.</param>
/// <param name="KillsOldProgram">Whether Linux finds the error only after the old program is gone, and ends it by SIGSEGV.</param>
public sealed record ElfCase(string Name, byte[] Bytes, Errno Error, bool KillsOldProgram = false)
{
    /// <summary>The file that the program names as its interpreter, by <see cref="InterpreterPath"/>; null when there is none.</summary>
    public byte[]? Interpreter { get; init; }

    /// <summary>Whether the interpreter may be executed.</summary>
    public bool IsInterpreterExecutable { get; init; } = true;

    /// <summary>Whether the interpreter alone decides whether the program runs: its file could be opened.</summary>
    public bool HasOpenInterpreter => Interpreter is not null && IsInterpreterExecutable;

    public override string ToString() => Name;

    /// <summary>The interpreter's path, relative to the folder that the program is in.</summary>
    internal static string InterpreterPath(string name) => "of-" + name.Replace(' ', '-');
}
