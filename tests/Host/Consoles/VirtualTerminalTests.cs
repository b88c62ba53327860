using System;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Files;
using Lodestar.Core.Keyboards;
using Lodestar.Core.Terminals;
using Lodestar.Host.Tests.Keyboards;
using Xunit;

namespace Lodestar.Host.Tests.Consoles;

/// <summary>Virtual terminals: what is typed, what is shown, and which one is visible.</summary>
public sealed class VirtualTerminalTests
{
    private static readonly TerminalAccess NoWait = new(MayWait: false);

    private readonly TestScreen _screen = new();
    private readonly VirtualTerminals _terminals;
    private readonly Keyboard _keyboard;

    public VirtualTerminalTests()
    {
        _terminals = new VirtualTerminals(_screen);
        _keyboard = new Keyboard(new TestController(), KeyLayouts.Find("de")!, _terminals);
        _terminals.Keyboard = _keyboard;
    }

    [Fact]
    public void WhatIsTypedIsShownAndReadWhereItIsVisible()
    {
        Press("a", "shift 40", "enter");
        Press("alt f2");
        Press("y", "enter");
        Assert.Equal("aÄ\n", Read(0));
        Assert.Equal("z\n", Read(1));
        Assert.Equal("aÄ", Row(0, 0));
        Assert.Equal("z", Row(1, 0));
        Assert.Same(_terminals[1].Screen, _screen.Shown);
    }

    [Fact]
    public void OnlyTheVisibleOneIsDrawnAndAllAreWritten()
    {
        Write(1, "behind"u8);
        Assert.Equal(0, _screen.Changes);
        Write(0, "before\r\n\tx"u8);
        Assert.Equal(1, _screen.Changes);
        Assert.Equal("before", Row(0, 0));
        Assert.Equal("        x", Row(0, 1));
        Assert.Equal("behind", Row(1, 0));
    }

    [Fact]
    public void TheScreensAnswerIsReadAsIfItHadBeenTyped()
    {
        Termios raw = _terminals[0].Settings;
        raw.Local &= ~(TerminalLocal.Canonical | TerminalLocal.Echo);
        _terminals[0].SetSettings(raw, flushInput: false);
        Write(0, "ab\e[6n"u8);
        Assert.Equal("\e[1;3R", Read(0));
    }

    [Fact]
    public void ScrollLockHoldsTheOutputOfItsTerminal()
    {
        Press("scrolllock");
        Assert.Equal(KeyboardLights.ScrollLock, _terminals[0].Keyboard.Lights);
        Assert.Equal(Errno.EAGAIN, _terminals[0].Write("held"u8, NoWait).Error);
        Write(1, "free"u8);
        Press("scrolllock");
        Write(0, "goes on"u8);
        Assert.Equal("goes on", Row(0, 0));
        Assert.Equal(KeyboardLights.None, _terminals[0].Keyboard.Lights);
    }

    [Fact]
    public void KeysGoRoundTheTerminals()
    {
        Press("alt left");
        Assert.Equal(3, _terminals.Visible.Index);
        Press("alt right", "alt right");
        Assert.Equal(1, _terminals.Visible.Index);
        _terminals.ShowLast();
        Assert.Equal(0, _terminals.Visible.Index);
        _terminals.IsLocked = true;
        Press("alt f3", "alt f9");
        Assert.Equal(0, _terminals.Visible.Index);
    }

    [Fact]
    public void AProcessThatSwitchesIsAskedAndMayRefuse()
    {
        TestOwner owner = new();
        ConsoleSwitchMode mode = new() { Mode = ConsoleSwitchMode.ByProcess, ReleaseSignal = (short)Signal.SIGUSR1, AcquireSignal = (short)Signal.SIGUSR2 };
        _terminals[0].SetSwitchMode(mode, owner);
        _terminals[0].SetGraphical(true);
        Assert.Equal(Errno.EINVAL, _terminals.Release(_terminals[0], answer: 1));
        Press("alt f2");
        Assert.Equal(0, _terminals.Visible.Index);
        Assert.Equal(Errno.None, _terminals.Release(_terminals[0], answer: 0));
        Assert.Equal(0, _terminals.Visible.Index);
        Press("alt f2");
        Assert.Equal(Errno.None, _terminals.Release(_terminals[0], answer: 1));
        Assert.Equal(1, _terminals.Visible.Index);
        Press("alt f1");
        Assert.Equal([Signal.SIGUSR1, Signal.SIGUSR1, Signal.SIGUSR2], owner.Signals);
        Assert.Same(_terminals[1].Screen, _screen.Shown);

        // When it has ended, the kernel switches again, and draws.
        owner.IsAlive = false;
        Press("alt f3");
        Assert.Equal(2, _terminals.Visible.Index);
        Assert.Null(_terminals[0].Owner);
        Press("alt f1");
        Assert.Same(_terminals[0].Screen, _screen.Shown);
    }

    [Fact]
    public void AScreenCanBeReadAsAFile()
    {
        Write(0, "\e[31mr\u00e9d \u2603\e[0m\r\nx"u8);
        byte[] characters = Contents(1, ScreenMemoryFormat.Characters);
        Assert.Equal(80, characters.Length);
        Assert.Equal("réd ?", Encoding.Latin1.GetString(characters).AsSpan(0, 5).ToString());
        Assert.Equal((byte)'x', characters[20]);
        byte[] colors = Contents(0, ScreenMemoryFormat.Attributes);
        Assert.Equal([4, 20, 1, 1, (byte)'r', 0x04], colors[..6]);
        Assert.Equal([(byte)'x', 0x07], colors[44..46]);
        byte[] unicode = Contents(1, ScreenMemoryFormat.Unicode);
        Assert.Equal(0x2603u, BitConverter.ToUInt32(unicode, 4 * 4));
        Press("alt f2");
        Assert.Equal((byte)' ', Contents(0, ScreenMemoryFormat.Characters)[0]);
    }

    [Fact]
    public void WhatNobodyReadsIsLostAtSomeTimeAndTheTerminalStillWorks()
    {
        for (int i = 0; i < 20_000; i++)
        {
            Press("x");
        }

        Press("enter");
        Write(0, "\r\nstill here"u8);
        Assert.Equal("still here", Row(0, _terminals[0].Screen.CursorRow));
        Assert.EndsWith("\n", Read(0), StringComparison.Ordinal);
    }

    private byte[] Contents(int number, ScreenMemoryFormat format)
    {
        ScreenMemory memory = new(_terminals, number, format);
        byte[] bytes = new byte[memory.Length + 1];
        Assert.Equal(memory.Length, memory.Read(0, bytes));
        return bytes[..^1];
    }

    private string Row(int terminal, int row)
    {
        StringBuilder text = new();
        foreach (var cell in _terminals[terminal].Screen[row])
        {
            text.Append((char)cell.Character);
        }

        return text.ToString().TrimEnd();
    }

    private void Write(int terminal, ReadOnlySpan<byte> text)
    {
        Assert.False(_terminals[terminal].BeginWrite(NoWait).IsError);
        Assert.Equal(text.Length, _terminals[terminal].Write(text, NoWait).Raw);
        _terminals[terminal].EndWrite();
    }

    private string Read(int terminal)
    {
        byte[] bytes = new byte[8192];
        IoResult result = _terminals[terminal].Read(bytes, NoWait, out _);
        return Encoding.UTF8.GetString(bytes, 0, (int)Math.Max(result.Raw, 0));
    }

    private void Press(params string[] combinations)
    {
        foreach (string keys in combinations)
        {
            ScanCodes.Tap(_keyboard, keys.Split(' '));
        }
    }
}
