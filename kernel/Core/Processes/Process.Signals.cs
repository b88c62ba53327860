using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Core.Processes;

/// <content>What signals do to the process as a whole.</content>
public sealed partial class Process : ISignalOwner
{
    /// <summary>Whether job control has stopped all of its threads.</summary>
    public bool IsStopped => Signals.IsStopped;

    uint ISignalOwner.UserId => Files.RealCredentials.UserId;

    SignalAccounts ISignalOwner.Accounts => Table.QueuedSignals;

    bool ISignalOwner.IsInOrphanedGroup => Group.IsOrphaned(except: null);

    void ISignalOwner.End(Signal signal) => End(ExitStatus.Killed(signal));

    void ISignalOwner.TellParent(int code)
    {
        if (Parent is not { } parent)
        {
            return;
        }

        SignalAction action = parent.Signals.Actions[Signal.SIGCHLD];
        if (action.Handler != SignalAction.Ignore && (action.Flags & SignalActionFlags.NoCldStop) == 0)
        {
            ChildChange change = code == SignalCode.CLD_STOPPED ? ChildChange.Stopped(this) : ChildChange.Continued(this);
            parent.Receive(change.ToSignal(Signal.SIGCHLD));
        }

        parent.ChildChanged.Wake();
    }

    void ISignalOwner.AlarmTaken() => Timers.AlarmTaken();

    /// <summary>The kernel sends the process a signal; one that cannot be queued comes without what is known of it.</summary>
    internal void Receive(in SignalInfo info) => _ = Signals.Send(info, Limits[Resource.SigPending].Current);
}
