using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Stopping, continuing and ending a process with several threads.</summary>
public sealed class StopTests
{
    private const ulong Limit = 1024;

    private readonly SignalProcess _process = new();

    private ThreadSignals First => _process.Thread;

    [Fact]
    public void TheParentHearsOfAStopWhenTheLastThreadStandsStill()
    {
        ThreadSignals second = _process.AddThread();
        _process.Signals.Stop(Signal.SIGTSTP);
        Assert.True(First.HasWork && second.HasWork);
        First.StandStill();
        Assert.False(_process.Signals.IsStopped);
        Assert.Empty(_process.Told);

        second.StandStill();
        Assert.True(_process.Signals.IsStopped);
        Assert.Equal(Signal.SIGTSTP, _process.Signals.StopSignal);
        Assert.Equal([SignalCode.CLD_STOPPED], _process.Told);
    }

    [Fact]
    public void AThreadThatEndsIsNotWaitedFor()
    {
        ThreadSignals second = _process.AddThread();
        _process.Signals.Stop(Signal.SIGSTOP);
        First.StandStill();
        _process.Signals.Remove(second);
        Assert.True(_process.Signals.IsStopped);
    }

    [Fact]
    public void AThreadThatIsMadeMeanwhileStopsToo()
    {
        _process.Signals.Stop(Signal.SIGSTOP);
        ThreadSignals second = _process.AddThread();
        Assert.True(second.HasWork);
        First.StandStill();
        Assert.False(_process.Signals.IsStopped);
        second.StandStill();
        Assert.True(_process.Signals.IsStopped);
    }

    [Fact]
    public void ContinuingIsToldOnceTheProcessGoesOn()
    {
        Stop();
        Send(Signal.SIGCONT);
        Assert.False(_process.Signals.IsStopped || First.IsStopped);
        Assert.True(_process.Signals.HasUnseenContinue);
        Assert.False(_process.Signals.HasUnseenStop);
        Assert.Equal([SignalCode.CLD_STOPPED], _process.Told);

        _process.Signals.ReportContinue();
        _process.Signals.ReportContinue();
        Assert.Equal([SignalCode.CLD_STOPPED, SignalCode.CLD_CONTINUED], _process.Told);
    }

    [Fact]
    public void ContinuingWorksThoughItIsBlockedOrIgnored()
    {
        First.SetAction(Signal.SIGCONT, new SignalAction { Handler = SignalAction.Ignore });
        First.SetMask(SignalSet.Of(Signal.SIGCONT));
        Stop();
        Send(Signal.SIGCONT);
        Assert.False(First.IsStopped);
    }

    [Fact]
    public void WhatRunsIsNotContinued()
    {
        Send(Signal.SIGCONT);
        Assert.False(_process.Signals.HasUnseenContinue);
    }

    [Fact]
    public void StopsAndContinuesTakeEachOtherBack()
    {
        First.SetMask(SignalSet.Of(Signal.SIGTSTP) | SignalSet.Of(Signal.SIGTTIN) | SignalSet.Of(Signal.SIGCONT));
        Send(Signal.SIGTSTP);
        Send(Signal.SIGCONT);
        Assert.Equal(SignalSet.Of(Signal.SIGCONT), First.BlockedPending);
        Send(Signal.SIGTTIN);
        Assert.Equal(SignalSet.Of(Signal.SIGTTIN), First.BlockedPending);
    }

    [Fact]
    public void OnlySigKillEndsAProcessThatStandsStill()
    {
        Stop();
        Send(Signal.SIGTERM);
        Assert.Equal(Signal.None, _process.EndSignal);
        Send(Signal.SIGKILL);
        Assert.Equal(Signal.SIGKILL, _process.EndSignal);
    }

    [Fact]
    public void ASignalThatOnlyEndsTheProcessDoesSoAtOnce()
    {
        First.SetMask(SignalSet.Of(Signal.SIGTERM));
        Send(Signal.SIGTERM);
        Send(Signal.SIGSEGV);
        Assert.Equal(Signal.None, _process.EndSignal);
        First.SetMask(default);
        Send(Signal.SIGHUP);
        Assert.Equal(Signal.SIGHUP, _process.EndSignal);
    }

    [Fact]
    public void AnotherThreadTakesWhatTheFirstOneBlocks()
    {
        ThreadSignals second = _process.AddThread();
        _process.Signals.Actions[Signal.SIGUSR1] = new SignalAction { Handler = 0x1000 };
        First.SetMask(SignalSet.Of(Signal.SIGUSR1));
        Send(Signal.SIGUSR1);
        Assert.True(second.HasWork);
        Assert.False(First.HasWork);
    }

    [Fact]
    public void WhatAThreadBlocksTooLateIsAnothers()
    {
        _process.Signals.Actions[Signal.SIGUSR1] = new SignalAction { Handler = 0x1000 };
        ThreadSignals second = _process.AddThread();
        Send(Signal.SIGUSR1);
        Assert.False(second.HasWork);
        First.SetMask(SignalSet.Of(Signal.SIGUSR1));
        Assert.True(second.HasWork);
    }

    [Fact]
    public void WhatWaitsForAThreadThatEndsIsAnothers()
    {
        _process.Signals.Actions[Signal.SIGUSR1] = new SignalAction { Handler = 0x1000 };
        ThreadSignals second = _process.AddThread();
        Send(Signal.SIGUSR1);
        _process.Signals.Remove(First);
        Assert.True(second.HasWork);
    }

    [Fact]
    public void ToAProtectedProcessOnlyItsHandlersAndFaultsMatter()
    {
        _process.Signals.IsProtected = true;
        _process.Signals.Actions[Signal.SIGUSR1] = new SignalAction { Handler = 0x1000 };
        Send(Signal.SIGKILL);
        Send(Signal.SIGSTOP);
        Send(Signal.SIGTERM);
        Assert.Equal(Signal.None, _process.EndSignal);
        Assert.False(First.HasWork);
        Send(Signal.SIGUSR1);
        Assert.True(First.TryTake(out SignalInfo info));
        Assert.Equal(Signal.SIGUSR1, info.Signal);

        First.Force(SignalInfo.FromKernel(Signal.SIGSEGV));
        Assert.False(_process.Signals.IsProtected);
    }

    private void Stop()
    {
        _process.Signals.Stop(Signal.SIGSTOP);
        First.StandStill();
    }

    private void Send(Signal signal) =>
        Assert.Equal(Errno.None, _process.Signals.Send(SignalInfo.FromProcess(signal, SignalCode.SI_USER, 7, 0), Limit));
}
