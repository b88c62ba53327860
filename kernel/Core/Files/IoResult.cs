using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <summary>What an operation on a file gives: a count, position or descriptor, or an error.</summary>
/// <param name="raw">0 or more, or a negated <see cref="Errno"/>: as a system call leaves it in RAX.</param>
public readonly struct IoResult(long raw)
{
    /// <summary>The value, or the negated error.</summary>
    public long Raw { get; } = raw;

    /// <summary>Whether it failed.</summary>
    public bool IsError => Raw < 0;

    /// <summary>The error, or <see cref="Errno.None"/>.</summary>
    public Errno Error => Raw < 0 ? (Errno)(-Raw) : Errno.None;

    /// <summary>A value of 0 or more.</summary>
    public static implicit operator IoResult(long value) => new(value);

    /// <summary>A value of 0 or more.</summary>
    public static implicit operator IoResult(int value) => new(value);

    /// <summary>A failure; <see cref="Errno.None"/> is the value 0.</summary>
    public static implicit operator IoResult(Errno error) => new(-(long)error);
}
