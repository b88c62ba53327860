using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <summary>What has happened to a child.</summary>
/// <param name="child">The child.</param>
/// <param name="code">CLD_EXITED and so on.</param>
/// <param name="status">Its exit code, or the signal that has ended, stopped or continued it.</param>
public readonly struct ChildChange(Process child, int code, int status)
{
    private const int ExitCodeShift = 8;
    private const int CoreFlag = 0x80;
    private const int StoppedFlag = 0x7f;
    private const int ContinuedStatus = 0xffff;

    /// <summary>The least limit with which Linux dumps core (ELF_EXEC_PAGESIZE).</summary>
    private const ulong SmallestCore = Page.Size;

    /// <summary>The child's id; 0 when nothing has happened.</summary>
    public int ProcessId { get; } = child.Id;

    /// <summary>Its real user id.</summary>
    public uint UserId { get; } = child.Files.RealCredentials.UserId;

    /// <summary>CLD_EXITED and so on.</summary>
    public int Code { get; } = code;

    /// <summary>Its exit code, or the signal that has ended, stopped or continued it.</summary>
    public int Status { get; } = status;

    /// <summary>What it has used.</summary>
    public Usage Usage { get; } = child.Usage;

    /// <summary>What it and the children that it has waited for have used.</summary>
    public Usage TotalUsage { get; } = child.Usage + child.ChildrenUsage;

    /// <summary>Code and status as <c>wait(2)</c> packs them.</summary>
    public int WaitStatus => Code switch
    {
        SignalCode.CLD_EXITED => Status << ExitCodeShift,
        SignalCode.CLD_STOPPED => (Status << ExitCodeShift) | StoppedFlag,
        SignalCode.CLD_CONTINUED => ContinuedStatus,
        SignalCode.CLD_DUMPED => Status | CoreFlag,
        _ => Status,
    };

    /// <summary>The siginfo_t of <c>waitid(2)</c>.</summary>
    public SignalInfo ToInfo() => SignalInfo.FromChild(Signal.SIGCHLD, Code, ProcessId, UserId, Status);

    /// <summary>What the parent's signal says.</summary>
    public SignalInfo ToSignal(Signal signal) => SignalInfo.FromChild(signal, Code, ProcessId, UserId, Status) with
    {
        Third = (ulong)ProcessTimes.TicksOf(Usage.UserTime),
        Fourth = (ulong)ProcessTimes.TicksOf(Usage.SystemTime),
    };

    internal static ChildChange Ended(Process child)
    {
        ExitStatus status = child.Status!.Value;
        return status.Signal == 0 ? new ChildChange(child, SignalCode.CLD_EXITED, status.Code)
            : new ChildChange(child, HasCore(child, status) ? SignalCode.CLD_DUMPED : SignalCode.CLD_KILLED, status.Signal);
    }

    internal static ChildChange Stopped(Process child) => new(child, SignalCode.CLD_STOPPED, (int)child.Signals.StopSignal);

    internal static ChildChange Continued(Process child) => new(child, SignalCode.CLD_CONTINUED, (int)Signal.SIGCONT);

    /// <summary>Whether Linux would have dumped core. No file is written here, which its own writing may end in, too.</summary>
    private static bool HasCore(Process child, ExitStatus status) =>
        DefaultAction.DumpsCore((Signal)status.Signal) && child.IsDumpable && child.Limits[Resource.Core].Current >= SmallestCore;
}
