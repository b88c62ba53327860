using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Signals;
using Lodestar.Core.Terminals;
using Xunit;

namespace Lodestar.Host.Tests.Terminals;

/// <summary>What a pseudo terminal of the host can't be asked: signals, waiting, breaks, a line that is not there.</summary>
public sealed class LineDisciplineTests
{
    private const long Tenth = 100_000_000;

    private readonly TestTerminal _terminal = new();

    [Theory]
    [InlineData(0x03, Signal.SIGINT, "^C")]
    [InlineData(0x1c, Signal.SIGQUIT, "^\\")]
    [InlineData(0x1a, Signal.SIGTSTP, "^Z")]
    public void ASignalCharacterSendsItsSignalAndForgetsTheLine(byte key, Signal signal, string echo)
    {
        _terminal.Type([(byte)'a', (byte)'b', key]);
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.Read(new byte[9], mayWait: true).Raw);
        Assert.Equal([signal], _terminal.Signals);
        Assert.Equal("ab" + echo, Encoding.ASCII.GetString(_terminal.TakeSent()));

        _terminal.Type("c\n"u8);
        Assert.Equal("c\n", Read(9));
    }

    [Fact]
    public void WithoutIsigItIsInput()
    {
        Change((ref Termios settings) => settings.Local &= ~TerminalLocal.Signals);
        _terminal.Type("\u0003\n"u8);
        Assert.Equal("\u0003\n", Read(9));
        Assert.Empty(_terminal.Signals);
    }

    [Fact]
    public void WithNoflshTheLineStays()
    {
        Change((ref Termios settings) => settings.Local |= TerminalLocal.NoFlush);
        _terminal.Type("ab\u0003c\n"u8);
        Assert.Equal("abc\n", Read(9));
        Assert.Equal([Signal.SIGINT], _terminal.Signals);
    }

    [Fact]
    public void ASignalEndsTheWaitingForOutputToStart()
    {
        _terminal.Type([0x13]);
        _terminal.Waiting = _ => _terminal.Type([0x03]);
        Assert.Equal(RestartCode.UnlessNotWanted, _terminal.Write("text"u8, mayWait: true).Raw);
        Assert.Equal([Signal.SIGINT], _terminal.Signals);
    }

    [Fact]
    public void StoppedOutputGoesOnWithVstart()
    {
        _terminal.Type([0x13]);
        Assert.False(_terminal.IsWritable);
        Assert.Equal(Errno.EAGAIN, _terminal.Write("text"u8, mayWait: false).Error);
        _terminal.Waiting = _ => _terminal.Type([0x11]);
        Assert.Equal(4, _terminal.Write("text"u8, mayWait: true).Raw);
        Assert.Equal("text"u8, _terminal.TakeSent());
    }

    [Fact]
    public void WhatAProgramHasStoppedOnlyAProgramStarts()
    {
        _terminal.ControlFlow(TerminalFlow.StopOutput);
        _terminal.Type("ab\u0011"u8);
        Assert.False(_terminal.IsWritable);
        Assert.Empty(_terminal.TakeSent());
        _terminal.ControlFlow(TerminalFlow.StartOutput);
        Assert.True(_terminal.IsWritable);
        Assert.Equal("ab"u8, _terminal.TakeSent());
    }

    [Fact]
    public void ANewSizeIsToldOnce()
    {
        WindowSize size = new() { Rows = 25, Columns = 80 };
        _terminal.WindowSize = size;
        _terminal.WindowSize = size;
        Assert.Equal([Signal.SIGWINCH], _terminal.Signals);
        Assert.Equal(size, _terminal.WindowSize);
    }

    [Theory]
    [InlineData(TerminalInput.None, "0")]
    [InlineData(TerminalInput.IgnoreBreak, "")]
    [InlineData(TerminalInput.MarkErrors, "255 0 0")]
    [InlineData(TerminalInput.BreakInterrupts | TerminalInput.IgnoreBreak, "")]
    public void ABreakIsWhatTheSettingsSay(TerminalInput flags, string expected)
    {
        ChangeToRaw(minimum: 0, time: 0);
        Change((ref Termios settings) => settings.Input = flags);
        _terminal.Break();
        byte[] buffer = new byte[9];
        int count = (int)_terminal.Read(buffer, mayWait: true).Raw;
        Assert.Equal(expected, string.Join(' ', buffer[..count]));
        Assert.Empty(_terminal.Signals);
    }

    [Fact]
    public void WithBrkintABreakInterrupts()
    {
        Change((ref Termios settings) => settings.Input |= TerminalInput.BreakInterrupts);
        _terminal.Break();
        Assert.False(_terminal.IsReadable);
        Assert.Equal([Signal.SIGINT], _terminal.Signals);
    }

    [Fact]
    public void ARawReadWaitsForVminBytes()
    {
        ChangeToRaw(minimum: 3, time: 0);
        _terminal.Waiting = _ => _terminal.Type("x"u8);
        Assert.Equal("xxx", Read(9));
        Assert.Equal("x", Read(1));
    }

    [Fact]
    public void WithVtimeItWaitsSoLongBehindEachByte()
    {
        ChangeToRaw(minimum: 9, time: 2);
        _terminal.Waiting = now => _terminal.Type(now is Tenth or 2 * Tenth ? "x"u8 : ""u8);
        Assert.Equal("xx", Read(20));
        Assert.Equal(4 * Tenth, _terminal.Time);
    }

    [Fact]
    public void WithVtimeAloneItWaitsSoLongForTheFirst()
    {
        ChangeToRaw(minimum: 0, time: 2);
        Assert.Equal("", Read(9));
        Assert.Equal(2 * Tenth, _terminal.Time);
    }

    [Fact]
    public void PollWaitsForVminBytesToo()
    {
        ChangeToRaw(minimum: 2, time: 0);
        _terminal.Type("x"u8);
        Assert.False(_terminal.IsReadable);
        _terminal.Type("x"u8);
        Assert.True(_terminal.IsReadable);
    }

    [Fact]
    public void AnEndOfFileIsNoByteThatIsAvailable()
    {
        _terminal.Type("ab\u0004cd\n e"u8);
        Assert.Equal(5, _terminal.Available);
    }

    [Fact]
    public void WithIxoffTheSenderIsStoppedAndStarted()
    {
        ChangeToRaw(minimum: 1, time: 0);
        Change((ref Termios settings) => settings.Input |= TerminalInput.StopInput);
        _terminal.Type(new byte[5000]);
        Assert.True(_terminal.IsReadable);
        Assert.Equal([0x13], _terminal.TakeSent());
        Assert.Equal(4095, Read(5000).Length);
        Assert.Equal([0x11], _terminal.TakeSent());
        Assert.Equal(905, Read(5000).Length);
    }

    [Fact]
    public void TheBaudRateStays()
    {
        Change((ref Termios settings) => settings.Control = TerminalControl.Local);
        Assert.Equal(TerminalControl.Local | TerminalControl.Baud115200 | TerminalControl.EightBits, _terminal.Settings.Control);
    }

    [Fact]
    public void WithoutALineTheInputIsAtItsEnd()
    {
        _terminal.IsConnected = false;
        Assert.True(_terminal.IsReadable);
        Assert.Equal("", Read(9));
        ChangeToRaw(minimum: 1, time: 0);
        Assert.Equal("", Read(9));
    }

    private string Read(int length)
    {
        byte[] buffer = new byte[length];
        IoResult result = _terminal.Read(buffer, mayWait: true);
        Assert.False(result.IsError);
        return Encoding.Latin1.GetString(buffer, 0, (int)result.Raw);
    }

    private void ChangeToRaw(byte minimum, byte time) =>
        Change((ref Termios settings) =>
        {
            settings.Input = TerminalInput.None;
            settings.Local = TerminalLocal.None;
            settings.Characters[(int)TerminalCharacter.Minimum] = minimum;
            settings.Characters[(int)TerminalCharacter.Time] = time;
        });

    private delegate void Changer(ref Termios settings);

    private void Change(Changer change)
    {
        Termios settings = _terminal.Settings;
        change(ref settings);
        _terminal.SetSettings(settings, flushInput: false);
    }
}
