using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Processes;

/// <content>What terminals have to know of who uses them.</content>
public sealed partial class Thread : ITerminalUser
{
    ITerminalSession ITerminalUser.Session => Process.Session;

    ITerminalJob ITerminalUser.Job => Process.Group;

    bool ITerminalUser.LeadsSession => Process.Session.Leader == Process;

    bool ITerminalUser.IsSuperuser => Process.Files.Credentials.IsSuperuser;

    Terminal? ITerminalUser.ControllingTerminal
    {
        get => Process.ControllingTerminal;
        set => Process.ControllingTerminal = value;
    }

    bool ITerminalUser.IgnoresOrBlocks(Signal signal) =>
        Signals.Mask.Contains(signal) || Process.Signals.Actions[signal].Handler == SignalAction.Ignore;
}
