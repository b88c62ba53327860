using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Signals;
using Xunit;

namespace Lodestar.Host.Tests.Signals;

/// <summary>Masks and signals that wait.</summary>
public sealed class PendingTests
{
    private const ulong Limit = 1024;

    /// <summary>Signals that .NET does not use itself, of each kind: synchronous, standard, ignored by default, real-time.</summary>
    private static readonly Signal[] s_signals =
    [
        Signal.SIGILL, Signal.SIGTRAP, Signal.SIGBUS, Signal.SIGUSR1, Signal.SIGUSR2, Signal.SIGURG, Signal.SIGSYS,
        Signal.SIGTSTP, Signal.SIGTTOU, Signal.SIGCONT, Signal.SIGRT_8, Signal.SIGRT_9, Signal.SIGRT_31, Signal.SIGRT_32,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void LinuxAgreesOnRandomCalls(int seed) => HostSignals.OnOwnThread(() =>
    {
        Random random = new(seed);
        ThreadSignals signals = new SignalProcess().Thread;
        SignalSet all = default;
        foreach (Signal signal in s_signals)
        {
            all |= SignalSet.Of(signal);
        }

        signals.SetMask(all);
        HostSignals.SetMask(SignalMaskChange.Block, all);
        for (int step = 0; step < 3000; step++)
        {
            if (random.Next(2) == 0)
            {
                Signal signal = s_signals[random.Next(s_signals.Length)];
                SignalInfo info = SignalInfo.FromProcess(signal, SignalCode.SI_TKILL, 1, 0);
                Assert.Equal(HostSignals.Send(signal), signals.Send(info, Limit));
            }
            else
            {
                SignalSet among = new SignalSet((ulong)random.NextInt64()) & all;
                Assert.Equal(HostSignals.Take(among), signals.TryTake(among, out SignalInfo info) ? info.Signal : Signal.None);
            }

            Assert.Equal(HostSignals.Pending(), signals.BlockedPending);
        }
    });

    [Fact]
    public void AStandardSignalWaitsOnceARealTimeSignalInOrder()
    {
        ThreadSignals signals = Blocking(Signal.SIGUSR1, Signal.SIGRT_8);
        for (int value = 0; value < 3; value++)
        {
            signals.Process.Send(Queued(Signal.SIGUSR1, value), Limit);
            signals.Process.Send(Queued(Signal.SIGRT_8, value), Limit);
        }

        SignalSet both = signals.Mask;
        Assert.Equal((Signal.SIGUSR1, 0UL), Take(signals, both));
        for (ulong value = 0; value < 3; value++)
        {
            Assert.Equal((Signal.SIGRT_8, value), Take(signals, both));
        }

        Assert.False(signals.TryTake(both, out _));
    }

    [Fact]
    public void WhatAFaultRaisesGoesFirstAndTheThreadsOwnBeforeTheProcesss()
    {
        ThreadSignals signals = Blocking(Signal.SIGHUP, Signal.SIGSEGV, Signal.SIGINT);
        signals.Process.Send(Queued(Signal.SIGHUP, 0), Limit);
        signals.Send(Queued(Signal.SIGINT, 0), Limit);
        signals.Send(Queued(Signal.SIGSEGV, 0), Limit);
        SignalSet all = signals.Mask;
        Assert.Equal(Signal.SIGSEGV, Take(signals, all).Signal);
        Assert.Equal(Signal.SIGINT, Take(signals, all).Signal);
        Assert.Equal(Signal.SIGHUP, Take(signals, all).Signal);
    }

    [Fact]
    public void TheQueueHasALimit()
    {
        ThreadSignals signals = Blocking(Signal.SIGRT_8, Signal.SIGRT_9, Signal.SIGUSR1);
        Assert.Equal(Errno.None, signals.Send(Queued(Signal.SIGRT_8, 1), limit: 1));
        Assert.Equal(Errno.EAGAIN, signals.Send(Queued(Signal.SIGRT_8, 2), limit: 1));

        // kill(2) never fails: the signal arrives, who sent it is lost.
        SignalInfo killed = SignalInfo.FromProcess(Signal.SIGRT_9, SignalCode.SI_USER, 7, 0);
        Assert.Equal(Errno.None, signals.Process.Send(killed, limit: 1));
        Assert.Equal((Signal.SIGRT_9, 0UL), Take(signals, SignalSet.Of(Signal.SIGRT_9)));
        SignalInfo standard = SignalInfo.FromProcess(Signal.SIGUSR1, SignalCode.SI_USER, 7, 0);
        Assert.Equal(Errno.None, signals.Process.Send(standard, limit: 1));
        Assert.Equal((Signal.SIGUSR1, 7UL), Take(signals, SignalSet.Of(Signal.SIGUSR1)));
    }

    [Fact]
    public void TheLimitIsForAUser()
    {
        SignalProcess process = new();
        ThreadSignals signals = process.Thread;
        signals.SetMask(SignalSet.Of(Signal.SIGRT_8));
        Assert.Equal(Errno.None, signals.Process.Send(Queued(Signal.SIGRT_8, 1), limit: 1));
        process.UserId++;
        Assert.Equal(Errno.None, signals.Process.Send(Queued(Signal.SIGRT_8, 2), limit: 1));
        Assert.Equal(Errno.EAGAIN, signals.Process.Send(Queued(Signal.SIGRT_8, 3), limit: 1));
        signals.Process.Pending.Clear();
        Assert.Equal(0, process.Accounts.CountOf(process.UserId));
        Assert.Equal(0, process.Accounts.CountOf(process.UserId - 1));
    }

    [Fact]
    public void ASourceHasRoomAndSpeaksAtTheDelivery()
    {
        ThreadSignals signals = Blocking(Signal.SIGUSR1);
        CountingSource source = new();
        signals.Process.Send(Queued(Signal.SIGUSR1, 7), Limit);
        Assert.True(signals.Process.TrySend(Queued(Signal.SIGUSR1, 0), source, null));
        Assert.Equal((Signal.SIGUSR1, 7UL), Take(signals, signals.Mask));
        Assert.True(signals.BlockedPending.Contains(Signal.SIGUSR1));
        Assert.Equal((Signal.SIGUSR1, 1UL), Take(signals, signals.Mask));
        Assert.True(signals.BlockedPending.IsEmpty);

        signals.Process.TrySend(Queued(Signal.SIGUSR1, 0), source, null);
        signals.SetAction(Signal.SIGUSR1, new SignalAction { Handler = SignalAction.Ignore });
        Assert.Equal((1, 1), (source.Delivered, source.Dropped));
        signals.SetMask(default);
        Assert.False(signals.Process.TrySend(Queued(Signal.SIGUSR1, 0), source, null));
    }

    [Fact]
    public void IgnoredSignalsAreThrownAwayUnlessTheyAreBlocked()
    {
        ThreadSignals signals = new SignalProcess().Thread;
        signals.Process.Send(Queued(Signal.SIGCHLD, 0), Limit);
        Assert.False(signals.HasWork);
        signals.SetMask(SignalSet.Of(Signal.SIGCHLD));
        signals.Process.Send(Queued(Signal.SIGCHLD, 0), Limit);
        Assert.True(signals.BlockedPending.Contains(Signal.SIGCHLD));
        signals.SetAction(Signal.SIGCHLD, new SignalAction { Handler = SignalAction.Ignore });
        Assert.False(signals.BlockedPending.Contains(Signal.SIGCHLD));
    }

    [Fact]
    public void AForcedSignalCannotBeBlockedOrIgnored()
    {
        ThreadSignals signals = Blocking(Signal.SIGSEGV);
        signals.SetAction(Signal.SIGSEGV, new SignalAction { Handler = 0x1000 });
        Assert.True(signals.Force(SignalInfo.FromKernel(Signal.SIGSEGV)));
        Assert.True(signals.HasWork);
        Assert.False(signals.Mask.Contains(Signal.SIGSEGV));

        signals.SetAction(Signal.SIGBUS, new SignalAction { Handler = SignalAction.Ignore });
        Assert.True(signals.Force(SignalInfo.FromKernel(Signal.SIGBUS)));
        signals.SetAction(Signal.SIGFPE, new SignalAction { Handler = 0x1000 });
        Assert.False(signals.Force(SignalInfo.FromKernel(Signal.SIGFPE)));
    }

    [Fact]
    public void AHandlerBlocksItsMaskAndItsSignal()
    {
        ThreadSignals signals = Blocking(Signal.SIGHUP);
        SignalAction action = new() { Mask = SignalSet.Of(Signal.SIGINT) | SignalSet.Unblockable };
        signals.BeginHandler(Signal.SIGUSR1, action);
        Assert.Equal(
            SignalSet.Of(Signal.SIGHUP) | SignalSet.Of(Signal.SIGINT) | SignalSet.Of(Signal.SIGUSR1), signals.Mask);
        signals.SetMask(default);
        signals.BeginHandler(Signal.SIGUSR1, action with { Flags = SignalActionFlags.NoDefer });
        Assert.Equal(SignalSet.Of(Signal.SIGINT), signals.Mask);
    }

    [Fact]
    public void SuspendingLastsUntilAHandlerReturns()
    {
        ThreadSignals signals = Blocking(Signal.SIGUSR1);
        SignalSet before = signals.Mask;
        signals.Suspend(default);
        Assert.Equal(before, signals.MaskToReturnTo);
        signals.EndSuspension();
        Assert.Equal(before, signals.Mask);
    }

    private static ThreadSignals Blocking(params ReadOnlySpan<Signal> blocked)
    {
        ThreadSignals signals = new SignalProcess().Thread;
        foreach (Signal signal in blocked)
        {
            signals.SetMask(signals.Mask | SignalSet.Of(signal));
        }

        return signals;
    }

    /// <summary>A signal as rt_sigqueueinfo(2) sends it (SI_QUEUE), with a value to tell it from others.</summary>
    private static SignalInfo Queued(Signal signal, int value) => SignalInfo.FromProcess(signal, -1, value, 0);

    private static (Signal Signal, ulong Value) Take(ThreadSignals signals, SignalSet among) =>
        signals.TryTake(among, out SignalInfo info) ? (info.Signal, info.First) : (Signal.None, 0);

    private sealed class CountingSource : ISignalSource
    {
        internal int Delivered { get; private set; }

        internal int Dropped { get; private set; }

        public void Deliver(ref SignalInfo info) => info.First = (ulong)++Delivered;

        public void Drop() => Dropped++;
    }
}
