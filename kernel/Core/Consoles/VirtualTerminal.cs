using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Keyboards;
using Lodestar.Core.Screens;
using Lodestar.Core.Tasks;
using Lodestar.Core.Terminals;

namespace Lodestar.Core.Consoles;

/// <summary>
/// A virtual terminal: what programs write goes to a screen of its own, and while that is visible the keyboard types here
/// (<c>console(4)</c>; <c>drivers/tty/vt/vt.c</c> in Linux).
/// </summary>
internal sealed partial class VirtualTerminal : Terminal
{
    /// <summary>Typed bytes that are kept while nobody reads them; more are lost.</summary>
    private const int MostTyped = 4096;

    private readonly VirtualTerminals _terminals;
    private readonly ByteRing _typed = new(MostTyped);
    private bool _isBreakTyped;

    /// <summary>Makes one.</summary>
    /// <param name="terminals">All of them.</param>
    /// <param name="index">Its number from 0; its name counts from 1.</param>
    /// <param name="screen">Its screen.</param>
    internal VirtualTerminal(VirtualTerminals terminals, int index, ScreenEmulator screen)
        : base(TerminalNumbers.Virtual(index + 1), TerminalSettings.ForVirtualTerminal())
    {
        _terminals = terminals;
        Index = index;
        Screen = screen;
        WindowSize = new WindowSize { Rows = (ushort)screen.Rows, Columns = (ushort)screen.Columns };
    }

    /// <summary>Its number from 0.</summary>
    internal int Index { get; }

    /// <summary>All of them.</summary>
    internal VirtualTerminals Terminals => _terminals;

    /// <summary>Its screen.</summary>
    internal ScreenEmulator Screen { get; }

    /// <summary>Whether a program draws by other means, and the kernel does not: KD_GRAPHICS.</summary>
    internal bool IsGraphical { get; private set; }

    /// <summary>Who switches away from it.</summary>
    internal ConsoleSwitchMode SwitchMode { get; private set; }

    /// <summary>The process that does, if one does.</summary>
    internal IConsoleOwner? Owner { get; private set; }

    /// <summary>Whether a program has it open.</summary>
    internal bool IsInUse { get; private set; }

    protected internal override bool TryReceive(out byte value, out bool isBreak)
    {
        value = 0;
        isBreak = _isBreakTyped && _typed.Count == 0;
        _isBreakTyped &= !isBreak;
        return isBreak || _typed.Take(new Span<byte>(ref value)) > 0;
    }

    protected internal override int Transmit(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            Screen.Write(bytes);
            while (Screen.TryTakeReply(out byte value))
            {
                _typed.Add([value]);
            }

            _terminals.Refresh(this);
        }

        return bytes.Length;
    }

    /// <summary>Chooses between text and what a program draws.</summary>
    internal void SetGraphical(bool isGraphical)
    {
        if (isGraphical != IsGraphical)
        {
            IsGraphical = isGraphical;
            _terminals.Redraw(this);
        }
    }

    /// <summary>Sets who switches away from it.</summary>
    /// <param name="mode">How.</param>
    /// <param name="owner">The process that switches; null for the kernel.</param>
    internal void SetSwitchMode(in ConsoleSwitchMode mode, IConsoleOwner? owner)
    {
        SwitchMode = mode;
        Owner = owner;
    }

    /// <summary>As it was at first, for a program that has left it in a state that nobody can use (reset_vc in Linux).</summary>
    internal void ResetMode()
    {
        SetGraphical(false);
        Keyboard.Reset();
        SetSwitchMode(default, owner: null);
        _terminals.ShowLights();
    }

    protected override void PieceSent() => Scheduler.Work();

    /// <summary>What the screen has answered comes in as if it had been typed.</summary>
    protected override void Written()
    {
        if (_typed.Count > 0)
        {
            Receive();
        }
    }

    protected override void Opened() => IsInUse = true;

    /// <summary>Who opens it next finds it as it was at first (TTY_DRIVER_RESET_TERMIOS in Linux).</summary>
    protected override void LastClosed()
    {
        IsInUse = false;
        RestoreSettings();
    }
}
