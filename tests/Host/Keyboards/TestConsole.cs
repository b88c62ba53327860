using System;
using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Keyboards;

namespace Lodestar.Host.Tests.Keyboards;

/// <summary>A terminal at a keyboard, which notes what comes.</summary>
internal sealed class TestConsole : IKeyboardConsole, IKeyboardActions
{
    private readonly List<byte> _typed = [];

    public KeyboardState Keyboard { get; } = new();

    public bool HasApplicationCursorKeys { get; set; }

    public bool HasApplicationKeypad { get; set; }

    public bool AddsLineFeeds { get; set; }

    public bool RepeatsKeys { get; set; } = true;

    public IKeyboardConsole Console => this;

    /// <summary>What keys have done beside typing.</summary>
    internal List<string> Done { get; } = [];

    public void Type(ReadOnlySpan<byte> bytes) => _typed.AddRange(bytes);

    public void TypeBreak() => Done.Add("break");

    public void ToggleHold() => Done.Add("hold");

    public void Scroll(bool isBackward) => Done.Add(isBackward ? "back" : "forward");

    public void Show(int number) => Done.Add($"show {number}");

    public void ShowNext(int step) => Done.Add($"next {step}");

    public void ShowLast() => Done.Add("last");

    public void ShowLights() => Done.Add($"lights {Keyboard.Lights}");

    public void Reboot() => Done.Add("reboot");

    public void Request(char command) => Done.Add($"request {command}");

    /// <summary>What was typed since the last call.</summary>
    internal byte[] TakeBytes()
    {
        byte[] typed = [.. _typed];
        _typed.Clear();
        return typed;
    }

    /// <summary>The same as text.</summary>
    internal string TakeText() => Encoding.UTF8.GetString(TakeBytes());

    /// <summary>What was done since the last call.</summary>
    internal string TakeDone()
    {
        string done = string.Join(", ", Done);
        Done.Clear();
        return done;
    }
}
