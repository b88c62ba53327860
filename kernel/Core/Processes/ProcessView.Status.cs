using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Signals;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Processes;

/// <content>What it is and has done.</content>
internal sealed partial class ProcessView
{
    private const int ExitCodeShift = 8;

    private char State
    {
        get
        {
            if (_process.HasEnded)
            {
                return 'Z';
            }

            if (_thread.Signals.IsStopped)
            {
                return 'T';
            }

            return _thread.State switch
            {
                ScheduledThreadState.Waiting => 'S',
                ScheduledThreadState.Uninterruptible => 'D',
                ScheduledThreadState.Dead => 'Z',
                _ => 'R',
            };
        }
    }

    public ProcessStatus ReadStatus()
    {
        FileContext files = _process.Files;
        SignalActions actions = _process.Signals.Actions;
        Usage usage = _isThread ? _thread.Usage : _process.Usage;
        Usage children = _process.ChildrenUsage;
        return new ProcessStatus
        {
            Id = Id,
            ProcessId = _process.Id,
            ParentId = _process.ParentId,
            GroupId = _process.Group.Id,
            SessionId = _process.Session.Id,
            State = State,
            IsFork = !_process.HasExecuted && _process.Id != 1,
            Users = files.Users,
            Groups = files.Groups,
            OtherGroups = files.OtherGroups.Groups,
            Umask = files.Umask,
            DescriptorSlots = Files?.Descriptors.Capacity ?? 0,
            Terminal = _process.ControllingTerminal?.Number.Encoded ?? 0,
            ForegroundGroup = _process.ControllingTerminal is { } terminal ? (terminal.Foreground as ProcessGroup)?.Id ?? 0 : -1,
            UserTime = usage.UserTime,
            SystemTime = usage.SystemTime,
            ChildrenUserTime = children.UserTime,
            ChildrenSystemTime = children.SystemTime,
            MinorFaults = usage.MinorFaults,
            ChildrenMinorFaults = children.MinorFaults,
            StartTime = _process.StartTime,
            Nice = _thread.Nice,
            Policy = _thread.Policy,
            Threads = _process.Threads.Count,
            VoluntarySwitches = _thread.VoluntarySwitches,
            InvoluntarySwitches = _thread.InvoluntarySwitches,
            Pending = _thread.Signals.Pending.Set,
            SharedPending = _process.Signals.Pending.Set,
            Blocked = _thread.Signals.Mask,
            Ignored = WithHandler(actions, static handler => handler == SignalAction.Ignore),
            Caught = WithHandler(actions, static handler => handler is not (SignalAction.Ignore or SignalAction.Default)),
            QueuedSignals = _process.Table.QueuedSignals.CountOf(files.RealCredentials.UserId),
            ExitSignal = _isThread && _thread != _process.MainThread ? -1 : (int)_process.ExitSignal,
            ExitCode = _process.Status is { } status ? (status.Code << ExitCodeShift) | status.Signal : 0,
            HasNoNewPrivileges = _thread.HasNoNewPrivileges,
        };
    }

    private static SignalSet WithHandler(SignalActions actions, System.Predicate<ulong> isChosen)
    {
        SignalSet set = default;
        for (Signal signal = (Signal)1; (int)signal <= SignalActions.LastSignal; signal++)
        {
            if (isChosen(actions[signal].Handler))
            {
                set |= SignalSet.Of(signal);
            }
        }

        return set;
    }
}
