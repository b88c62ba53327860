using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Terminals;
using Xunit;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>The same at both ends of a pseudo-terminal of the host's Linux and at one of ours.</summary>
public sealed class PairComparisonTests : IDisposable
{
    private const int StepsOfARun = 300;
    private const int Again = -(int)Errno.EAGAIN;
    private const int Enough = 10_000;

    private readonly HostPair _host = new();
    private readonly OwnPair _own = new();
    private readonly StringBuilder _history = new();
    private bool _isPacketMode;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void BeforeTheSlaveIsOpenTheMasterTypes()
    {
        Both(static pair => pair.PollMaster());
        Both(static pair => pair.ReadAtMaster(9).Result);
        Both(static pair => pair.WriteAtMaster("early\n"u8.ToArray()));
        OpenSlave();
        CompareSlave();
        CompareMaster();
    }

    [Fact]
    public void TheSettingsAtFirstAreThoseOfLinux()
    {
        OpenSlave();
        Both(static pair => pair.Settings);
    }

    [Fact]
    public void WhileTheSlaveIsClosedTheMasterFindsTheEnd()
    {
        OpenSlave();
        Both(static pair => pair.WriteAtSlave("bye\n"u8.ToArray()));
        CloseSlave();
        Both(static pair => pair.PollMaster());
        CompareMaster();
        Both(static pair => pair.PollMaster());
        Both(static pair => pair.WriteAtMaster("anybody?\n"u8.ToArray()));
        OpenSlave();
        CompareSlave();
        CompareMaster();
        Both(static pair => pair.PollMaster());
    }

    [Fact]
    public void WithoutTheMasterTheSlaveIsHungUp()
    {
        OpenSlave();
        Both(static pair => pair.WriteAtMaster("late\n"u8.ToArray()));
        Both(static pair =>
        {
            pair.CloseMaster();
            return pair.PollSlave();
        });
        Both(static pair => pair.ReadAtSlave(9).Result);
        Both(static pair => pair.WriteAtSlave("x"u8.ToArray()));
    }

    [Fact]
    public void AWriterThatNobodyReadsIsToldToWait()
    {
        OpenSlave();
        Assert.Equal(Again, Fill(static (pair, bytes) => pair.WriteAtSlave(bytes)));
        Assert.Equal(PollEvents.None, _own.PollSlave());
        int all = Drain(_own, atMaster: true).Bytes.Length;
        Assert.InRange(all, 16384 - 8, 16384);
        Both(static pair => { Drain(pair, atMaster: true); return pair.PollSlave(); });
    }

    [Fact]
    public void AMasterThatTypesTooMuchIsToldToWait()
    {
        OpenSlave();
        Both(static pair =>
        {
            Termios settings = pair.Settings;
            settings.Local = TerminalLocal.None;
            pair.Settings = settings;
            return 0;
        });
        Assert.Equal(Again, Fill(static (pair, bytes) => pair.WriteAtMaster(bytes)));
        Assert.Equal(PollEvents.None, _own.PollMaster());
        Assert.Equal(16384 + 4095, Drain(_own, atMaster: false).Bytes.Length);
        Both(static pair => { Drain(pair, atMaster: false); return pair.PollMaster(); });
    }

    [Fact]
    public void ASizeIsKnownAtBothEnds()
    {
        OpenSlave();
        Both(static pair => pair.SizeAtSlave);
        Both(static pair =>
        {
            pair.SizeAtMaster = new WindowSize { Rows = 24, Columns = 80 };
            return pair.SizeAtSlave;
        });
        Both(static pair =>
        {
            pair.SizeAtSlave = new WindowSize { Rows = 50, Columns = 132, Width = 1, Height = 2 };
            return pair.SizeAtMaster;
        });
    }

    [Fact]
    public void InPacketModeTheMasterIsToldWhatHappens()
    {
        OpenSlave();
        SetPacketMode(true);
        Both(static pair => pair.WriteAtSlave("data"u8.ToArray()));
        CompareMaster();
        foreach (TerminalFlow action in (TerminalFlow[])[TerminalFlow.StopOutput, TerminalFlow.StartOutput])
        {
            Both(pair =>
            {
                pair.ControlFlow(action);
                return pair.PollMaster();
            });
            CompareMaster();
        }

        Both(static pair =>
        {
            pair.Flush(TerminalQueue.Input);
            return 0;
        });
        CompareMaster();
        foreach (TerminalInput input in (TerminalInput[])[TerminalInput.None, TerminalInput.StopOutput])
        {
            Both(pair =>
            {
                Termios settings = pair.Settings;
                settings.Input = input;
                pair.Settings = settings;
                return 0;
            });
            CompareMaster();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void WhateverIsDoneTheSameHappens(int seed)
    {
        Random random = new(seed);
        OpenSlave();
        for (int step = 0; step < StepsOfARun; step++)
        {
            DoSomething(random);
            if (_own.IsOpen)
            {
                // Linux handles what the master has typed in its own time; a read at the slave waits for that.
                CompareSlave();
                CompareMaster();
                Both(static pair => pair.AvailableAtSlave());
            }
        }
    }

    private void DoSomething(Random random)
    {
        byte[] bytes = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => "abc \t\n\n\u007f\u0015\u0004\u0011"u8[random.Next(11)])];
        switch (random.Next(8))
        {
            case 0:
                SetPacketMode(!_isPacketMode);
                break;
            case 1 when _own.IsOpen:
                CloseSlave();
                break;
            case 1 or 2 when !_own.IsOpen:
                OpenSlave();
                break;
            case 2 or 3 when _own.IsOpen:
                _history.AppendLine($"write at the slave {Convert.ToHexString(bytes)}");
                Both(pair => pair.WriteAtSlave(bytes));
                break;
            case 4 when _own.IsOpen:
                Change(random.Next(1, 64));
                break;
            default:
                _history.AppendLine($"write at the master {Convert.ToHexString(bytes)}");
                Both(pair => pair.WriteAtMaster(bytes));
                break;
        }
    }

    private void Change(int bits)
    {
        _history.AppendLine($"change {bits}");
        Both(pair =>
        {
            Termios settings = pair.Settings;
            settings.Local ^= (bits & 1) != 0 ? TerminalLocal.Canonical : 0;
            settings.Local ^= (bits & 2) != 0 ? TerminalLocal.Echo : 0;
            settings.Output ^= (bits & 4) != 0 ? TerminalOutput.Process : 0;
            settings.Input ^= (bits & 8) != 0 ? TerminalInput.CarriageReturnToLineFeed : 0;
            settings.Input ^= (bits & 16) != 0 ? TerminalInput.StopOutput : 0;
            settings.Control ^= (bits & 32) != 0 ? TerminalControl.Local | TerminalControl.Parity : 0;
            settings.Characters[(int)TerminalCharacter.Minimum] = 1;
            pair.Settings = settings;
            return pair.Settings;
        });
    }

    private void OpenSlave()
    {
        _history.AppendLine("open the slave");
        Both(static pair =>
        {
            pair.OpenSlave();
            return 0;
        });
    }

    private void CloseSlave()
    {
        _history.AppendLine("close the slave");
        Both(static pair =>
        {
            pair.CloseSlave();
            return 0;
        });
    }

    private void SetPacketMode(bool isOn)
    {
        _history.AppendLine($"packet mode {isOn}");
        _isPacketMode = isOn;
        Both(pair =>
        {
            pair.SetPacketMode(isOn);
            return 0;
        });
    }

    /// <summary>Writes until no more is taken, at both, and gives what the last write says at ours.</summary>
    private int Fill(Func<IPair, byte[], int> write)
    {
        byte[] bytes = new byte[1000];
        Array.Fill(bytes, (byte)'x');
        int result = 0;
        foreach (IPair pair in (IPair[])[_host, _own])
        {
            do
            {
                result = write(pair, bytes);
            }
            while (result >= 0);
        }

        return result;
    }

    private void CompareMaster()
    {
        bool isPacketMode = _isPacketMode;
        Both(pair => Describe(Drain(pair, atMaster: true, isPacketMode)));
    }

    private void CompareSlave() => Both(static pair => Describe(Drain(pair, atMaster: false)));

    /// <summary>
    /// Reads until there is no more. Linux moves bytes in its own time, so that several reads bring what one could: in packet mode
    /// what all of them tell is one set.
    /// </summary>
    private static (int Result, byte[] Bytes, TerminalPacket Status) Drain(IPair pair, bool atMaster, bool isPacketMode = false)
    {
        List<byte> all = [];
        TerminalPacket status = TerminalPacket.Data;
        while (true)
        {
            (int result, byte[] bytes) = atMaster ? pair.ReadAtMaster(Enough) : pair.ReadAtSlave(Enough);
            if (result < 0 || (result == 0 && all.Count > Enough))
            {
                return (result, [.. all], status);
            }

            status |= isPacketMode ? (TerminalPacket)bytes[0] : TerminalPacket.Data;
            all.AddRange(isPacketMode ? bytes[1..] : bytes);
            if (result == 0)
            {
                // An end of file: what it ends is told by where it is.
                all.Add(0);
            }
        }
    }

    private static string Describe((int Result, byte[] Bytes, TerminalPacket Status) read) =>
        $"{Convert.ToHexString(read.Bytes)}, {read.Status}, then {read.Result}";

    private void Both<T>(Func<IPair, T> act)
    {
        T host = act(_host);
        T own = act(_own);
        if (!EqualityComparer<T>.Default.Equals(host, own))
        {
            Assert.Fail($"Linux {host}, Lodestar {own}, after\n{_history}");
        }
    }
}
