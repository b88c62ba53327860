using Lodestar.Core.Consoles;
using Lodestar.Core.Screens;

namespace Lodestar.Host.Tests.Consoles;

/// <summary>A screen that notes what is shown on it.</summary>
internal sealed class TestScreen : IConsoleScreen
{
    /// <summary>What is shown.</summary>
    internal ScreenEmulator? Shown { get; private set; }

    /// <summary>How often it was to be drawn because of a change.</summary>
    internal int Changes { get; private set; }

    public ScreenEmulator CreateEmulator() => new(columns: 20, rows: 4);

    public void Show(ScreenEmulator emulator) => Shown = emulator;

    public void Changed(ScreenEmulator emulator) => Changes += emulator == Shown ? 1 : 0;
}
