using Lodestar.Core.Consoles;
using Lodestar.Core.Screens;

namespace Lodestar.Core.Startup;

/// <summary>The machine's screen for the virtual terminals.</summary>
internal sealed class MachineConsoleScreen : IConsoleScreen
{
    public ScreenEmulator CreateEmulator() => SystemScreen.CreateEmulator();

    public void Show(ScreenEmulator emulator) => SystemScreen.Show(emulator);

    public void Changed(ScreenEmulator emulator) => SystemScreen.Changed(emulator);
}
