using Lodestar.Core.Abi;
using Lodestar.Core.Files;

namespace Lodestar.Core.Syscalls;

/// <summary>What a system call leaves in RAX: a value, or a negated <see cref="Errno"/> from -4095 to -1.</summary>
public readonly struct SyscallResult(long value)
{
    /// <summary>The greatest error number that a program takes for one (<c>include/linux/err.h</c>, MAX_ERRNO).</summary>
    public const int MaxErrno = 4095;

    /// <summary>The content of RAX.</summary>
    public long Value { get; } = value;

    /// <summary>Whether the call failed.</summary>
    public bool IsError => Value is < 0 and >= -MaxErrno;

    /// <summary>The error, or <see cref="Errno.None"/>.</summary>
    public Errno Error => IsError ? (Errno)(-Value) : Errno.None;

    /// <summary>A failure; <see cref="Errno.None"/> is the value 0.</summary>
    public static implicit operator SyscallResult(Errno error) => new(-(long)error);

    /// <summary>A value, all of it in RAX.</summary>
    public static implicit operator SyscallResult(long value) => new(value);

    /// <summary>What a file has answered.</summary>
    public static implicit operator SyscallResult(IoResult result) => new(result.Raw);

    /// <summary>A value, extended by its sign.</summary>
    public static implicit operator SyscallResult(int value) => new(value);
}
