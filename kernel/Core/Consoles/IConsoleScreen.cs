using Lodestar.Core.Screens;

namespace Lodestar.Core.Consoles;

/// <summary>The machine's screen, which one terminal at a time is to be seen on.</summary>
internal interface IConsoleScreen
{
    /// <summary>Makes the screen of a terminal, as large as the machine's.</summary>
    ScreenEmulator CreateEmulator();

    /// <summary>Shows it in the place of what is there now.</summary>
    void Show(ScreenEmulator emulator);

    /// <summary>Something has changed on it: draws it soon, if it is shown.</summary>
    void Changed(ScreenEmulator emulator);
}
