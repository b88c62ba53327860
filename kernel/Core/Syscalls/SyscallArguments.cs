namespace Lodestar.Core.Syscalls;

/// <summary>The six argument registers of a system call, in the order of the arguments (<c>syscall(2)</c>).</summary>
public readonly struct SyscallArguments(ulong rdi, ulong rsi, ulong rdx, ulong r10, ulong r8, ulong r9)
{
    /// <summary>The first argument.</summary>
    public ulong Rdi { get; } = rdi;

    /// <summary>The second argument.</summary>
    public ulong Rsi { get; } = rsi;

    /// <summary>The third argument.</summary>
    public ulong Rdx { get; } = rdx;

    /// <summary>The fourth argument; not RCX, which the instruction overwrites.</summary>
    public ulong R10 { get; } = r10;

    /// <summary>The fifth argument.</summary>
    public ulong R8 { get; } = r8;

    /// <summary>The sixth argument.</summary>
    public ulong R9 { get; } = r9;
}
