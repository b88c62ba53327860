using System.Globalization;
using Lodestar.Core.Boot;
using Lodestar.Core.Consoles;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Screens;
using Lodestar.Core.Terminals;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>The terminals of the machine: its serial ports, those on its screen, of which one is the console, and pseudo-terminals.</summary>
internal static class SystemTerminals
{
    /// <summary>Makes their devices.</summary>
    /// <param name="devices">Where they are added.</param>
    /// <param name="commandLine">Says which one is the console; it need not be there.</param>
    /// <param name="pseudoTerminals">What /dev/ptmx adds to.</param>
    /// <param name="consoles">The terminals on the screen; null without a screen.</param>
    /// <returns>The console.</returns>
    internal static Terminal AddTo(
        DeviceTable devices, CommandLine commandLine, PseudoTerminalTable pseudoTerminals, out VirtualTerminals? consoles)
    {
        consoles = CreateVirtual(devices, commandLine);
        VirtualTerminal? screen = ConsoleOnScreen(commandLine, consoles);
        Terminal console = screen ?? (Terminal)new SerialTerminal(commandLine.ConsolePort);
        AddSerial(devices, console);
        devices.Add(new ControllingTerminalDevice());
        devices.Add(TerminalDevice.SystemConsole(console));
        devices.Add(new PseudoTerminalDevice(pseudoTerminals));
        return console;
    }

    private static VirtualTerminals? CreateVirtual(DeviceTable devices, CommandLine commandLine)
    {
        if (!SystemScreen.IsPresent)
        {
            return null;
        }

        VirtualTerminals terminals = new(new MachineConsoleScreen());
        if (commandLine.LogsToScreen)
        {
            _ = new ScreenLogFollower(terminals[commandLine.ConsoleScreen ?? 0].Screen);
        }

        SystemKeyboard.Start(terminals, commandLine.Layout);
        devices.Add(new VisibleTerminalDevice(terminals));
        for (int i = 0; i < VirtualTerminals.Count; i++)
        {
            devices.Add(new TerminalDevice(NameOf("tty", i + 1), terminals[i], VisibleTerminalDevice.NodePermissions));
        }

        foreach (ScreenMemoryFormat format in (ScreenMemoryFormat[])[ScreenMemoryFormat.Characters, ScreenMemoryFormat.Unicode, ScreenMemoryFormat.Attributes])
        {
            for (int number = 0; number <= VirtualTerminals.Count; number++)
            {
                devices.Add(new ScreenMemoryDevice(terminals, number, format));
            }
        }

        return terminals;
    }

    /// <summary>Without a word from the command line the console is on the screen only if there is no serial port.</summary>
    private static VirtualTerminal? ConsoleOnScreen(CommandLine commandLine, VirtualTerminals? terminals)
    {
        if (commandLine.ConsoleScreen is { } number)
        {
            if (terminals is null)
            {
                KernelLog.Warning("console: there is no screen, so it is on the serial port");
            }

            return terminals?[number];
        }

        return commandLine.NamesConsole || new SerialLine(commandLine.ConsolePort).IsPresent ? null : terminals?[0];
    }

    /// <summary>Makes the devices of the serial ports that there are, of which one may be the console.</summary>
    private static void AddSerial(DeviceTable devices, Terminal console)
    {
        for (int port = 0; port < SerialLine.Count; port++)
        {
            if (new SerialLine(port).IsPresent)
            {
                Terminal terminal = console.Number == TerminalNumbers.Serial(port) ? console : new SerialTerminal(port);
                devices.Add(new TerminalDevice(NameOf("ttyS", port), terminal));
            }
        }
    }

    private static string NameOf(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);
}
