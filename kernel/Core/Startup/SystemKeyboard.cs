using Lodestar.Core.Consoles;
using Lodestar.Core.Keyboards;
using Lodestar.Core.Tasks;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>The machine's keyboard, which types at the virtual terminals.</summary>
internal static class SystemKeyboard
{
    /// <summary>Looks for it, and lets it type if it is there.</summary>
    internal static void Start(VirtualTerminals terminals, KeyLayout layout)
    {
        MachineKeyboardPort port = new();
        KeyboardController controller = new(port);
        if (!controller.TryStart())
        {
            KernelLog.Info("keyboard: the machine has no PS/2 controller");
            return;
        }

        foreach (string problem in controller.Problems)
        {
            KernelLog.Warning($"keyboard: the PS/2 controller is not as it should be, and is used all the same: {problem}");
        }

        string silent = controller.HasKeyboard ? "" : ", which does not answer";
        KernelLog.Info($"keyboard: PS/2{silent}, layout {layout.Name}");
        Keyboard keyboard = new(port, layout, terminals);
        terminals.Keyboard = keyboard;
        DeviceEvents.Keyboard.Add(new TypedEntry(keyboard));
        KeyboardLine.EnableInterrupt();
        terminals.ShowLights();
    }

    private sealed class TypedEntry(Keyboard keyboard) : WaitEntry
    {
        protected internal override void Wake()
        {
            while (KeyboardLine.TryTake(out byte value))
            {
                keyboard.Take(value);
            }
        }
    }
}
