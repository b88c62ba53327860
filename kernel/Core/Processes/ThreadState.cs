using System;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <summary>What a thread has told the kernel about itself.</summary>
public sealed class ThreadState
{
    /// <summary>Bytes of a name with its NUL (TASK_COMM_LEN).</summary>
    public const int NameSize = 16;

    private readonly byte[] _name = new byte[NameSize];

    /// <summary>The thread's id; that of a process's first thread is the process's.</summary>
    public required int Id { get; init; }

    /// <summary>Its signals.</summary>
    public required ThreadSignals Signals { get; init; }

    /// <summary>The name, <c>PR_SET_NAME</c>: <see cref="NameSize"/> bytes, with NULs behind it.</summary>
    public Span<byte> Name => _name;

    /// <summary>Whether execve gives no more rights than it has, <c>PR_SET_NO_NEW_PRIVS</c>.</summary>
    public bool HasNoNewPrivileges { get; set; }

    /// <summary>Where a zero is written when the thread ends, <c>set_tid_address(2)</c>; 0 for nowhere.</summary>
    public ulong ClearChildId { get; set; }

    /// <summary>Head of the list of robust futexes, <c>set_robust_list(2)</c>.</summary>
    public ulong RobustList { get; set; }

    /// <summary>Address of struct rseq, <c>rseq(2)</c>; 0 without one.</summary>
    public ulong RestartableSequence { get; set; }

    /// <summary>The length that it was registered with, in bytes.</summary>
    public uint RestartableSequenceLength { get; set; }

    /// <summary>What stands before a restartable sequence's abort handler.</summary>
    public uint RestartableSequenceSignature { get; set; }
}
