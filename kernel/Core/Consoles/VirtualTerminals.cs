using System;
using Lodestar.Core.Keyboards;
using Lodestar.Core.Tasks;

namespace Lodestar.Core.Consoles;

/// <summary>The virtual terminals of the one screen and the one keyboard, of which one is visible.</summary>
internal sealed partial class VirtualTerminals : IKeyboardActions
{
    /// <summary>How many there are.</summary>
    internal const int Count = 4;

    private readonly IConsoleScreen _screen;
    private readonly VirtualTerminal[] _terminals = new VirtualTerminal[Count];
    private Action<char>? _request;
    private Action? _reboot;

    /// <summary>Makes them; the first one is visible.</summary>
    internal VirtualTerminals(IConsoleScreen screen)
    {
        _screen = screen;
        for (int i = 0; i < Count; i++)
        {
            _terminals[i] = new VirtualTerminal(this, i, screen.CreateEmulator());
        }

        Visible = _terminals[0];
        screen.Show(Visible.Screen);
    }

    /// <summary>The one on the screen.</summary>
    internal VirtualTerminal Visible { get; private set; }

    /// <summary>One by its number from 0.</summary>
    internal VirtualTerminal this[int index] => _terminals[index];

    /// <summary>Wakes who waits for another one to be visible.</summary>
    internal WaitQueue Changed { get; } = new();

    /// <summary>The keyboard; null without one.</summary>
    internal Keyboard? Keyboard { get; set; }

    public IKeyboardConsole Console => Visible;

    public void ShowLights() => Keyboard?.Show(Visible.Keyboard.Lights);

    public void Reboot() => _reboot?.Invoke();

    public void Request(char command) => _request?.Invoke(command);

    /// <summary>Says what keys do that ask the kernel for something.</summary>
    /// <param name="request">The magic key.</param>
    /// <param name="reboot">Ctrl-Alt-Del.</param>
    internal void Obey(Action<char> request, Action reboot)
    {
        _request = request;
        _reboot = reboot;
    }

    /// <summary>A terminal's screen has changed.</summary>
    internal void Refresh(VirtualTerminal terminal)
    {
        if (terminal == Visible && !terminal.IsGraphical)
        {
            _screen.Changed(terminal.Screen);
        }
    }

    /// <summary>Draws a terminal anew, if it is visible and the kernel draws it.</summary>
    internal void Redraw(VirtualTerminal terminal)
    {
        if (terminal == Visible && !terminal.IsGraphical)
        {
            _screen.Show(terminal.Screen);
        }
    }
}
