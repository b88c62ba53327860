using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;

namespace Lodestar.Host.Tests.Signals;

/// <summary>A process that notes what signals do to it, with a first thread.</summary>
internal sealed class SignalProcess : ISignalOwner
{
    internal SignalProcess()
    {
        Signals = new ProcessSignals(new SignalActions(), this);
        Thread = AddThread();
    }

    public uint UserId { get; internal set; } = 1000;

    public SignalAccounts Accounts { get; } = new();

    public bool IsEnding => EndSignal != Signal.None;

    public bool IsInOrphanedGroup => false;

    internal ProcessSignals Signals { get; }

    /// <summary>The first thread.</summary>
    internal ThreadSignals Thread { get; }

    /// <summary>What has ended it, or none.</summary>
    internal Signal EndSignal { get; private set; }

    /// <summary>What its parent was told: CLD_STOPPED and so on.</summary>
    internal List<int> Told { get; } = [];

    internal ThreadSignals AddThread()
    {
        ThreadSignals thread = new(Signals, new SignalThread());
        Signals.Add(thread);
        return thread;
    }

    public void End(Signal signal) => EndSignal = signal;

    public void TellParent(int code) => Told.Add(code);

    public void AlarmTaken()
    {
    }

    private sealed class SignalThread : ISignalThread
    {
        public void Interrupt()
        {
        }

        public void Resume()
        {
        }
    }
}
