using System.Collections.Generic;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>The numbers of <c>/proc/[pid]/stat</c> and <c>/proc/[pid]/status</c>, as they are at one moment. Times are in nanoseconds.</summary>
public sealed class ProcessStatus
{
    public required int Id { get; init; }

    /// <summary>Of the process: its id, its parent's, its group's and its session's.</summary>
    public required int ProcessId { get; init; }
    public int ParentId { get; init; }
    public int GroupId { get; init; }
    public int SessionId { get; init; }

    /// <summary>The controlling terminal's number as st_rdev has it, 0 without one.</summary>
    public ulong Terminal { get; init; }

    /// <summary>The terminal's foreground process group; -1 without one.</summary>
    public int ForegroundGroup { get; init; } = -1;

    /// <summary>R, S, D, T or Z.</summary>
    public char State { get; init; } = 'R';

    /// <summary>Whether it has not called execve since it was forked.</summary>
    public bool IsFork { get; init; }

    public UserIdentity Users { get; init; }
    public UserIdentity Groups { get; init; }

    /// <summary>Further groups.</summary>
    public IReadOnlyList<uint> OtherGroups { get; init; } = [];
    public FileMode Umask { get; init; }

    /// <summary>How many descriptors there is room for without more memory.</summary>
    public int DescriptorSlots { get; init; }

    public long UserTime { get; init; }
    public long SystemTime { get; init; }

    /// <summary>Of the children that were waited for.</summary>
    public long ChildrenUserTime { get; init; }
    public long ChildrenSystemTime { get; init; }

    /// <summary>Pages that came by a fault.</summary>
    public long MinorFaults { get; init; }
    public long ChildrenMinorFaults { get; init; }

    /// <summary>Since the boot.</summary>
    public long StartTime { get; init; }
    public int Nice { get; init; }
    public SchedulingPolicy Policy { get; init; }
    public int Threads { get; init; } = 1;
    public long VoluntarySwitches { get; init; }
    public long InvoluntarySwitches { get; init; }

    /// <summary>Signals that wait for the thread, and for the process.</summary>
    public SignalSet Pending { get; init; }
    public SignalSet SharedPending { get; init; }
    public SignalSet Blocked { get; init; }
    public SignalSet Ignored { get; init; }
    public SignalSet Caught { get; init; }

    /// <summary>How many signals are queued for the user.</summary>
    public long QueuedSignals { get; init; }

    /// <summary>What the parent gets; -1 for a thread.</summary>
    public int ExitSignal { get; init; }

    /// <summary>As <c>wait(2)</c> tells it.</summary>
    public int ExitCode { get; init; }

    public bool HasNoNewPrivileges { get; init; }
}
