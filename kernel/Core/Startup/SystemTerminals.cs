using System.Globalization;
using Lodestar.Core.Files.Devices;
using Lodestar.Core.Terminals;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Startup;

/// <summary>The terminals of the machine: its serial ports, of which one is the console, and pseudo-terminals.</summary>
internal static class SystemTerminals
{
    /// <summary>Makes their devices.</summary>
    /// <param name="devices">Where they are added.</param>
    /// <param name="consolePort">The serial port of the console, which need not be there.</param>
    /// <param name="pseudoTerminals">What /dev/ptmx adds to.</param>
    /// <returns>The console.</returns>
    internal static Terminal AddTo(DeviceTable devices, int consolePort, PseudoTerminalTable pseudoTerminals)
    {
        Terminal console = new SerialTerminal(consolePort);
        devices.Add(new ControllingTerminalDevice());
        devices.Add(TerminalDevice.SystemConsole(console));
        devices.Add(new PseudoTerminalDevice(pseudoTerminals));
        for (int port = 0; port < SerialLine.Count; port++)
        {
            if (new SerialLine(port).IsPresent)
            {
                Terminal terminal = port == consolePort ? console : new SerialTerminal(port);
                devices.Add(new TerminalDevice("ttyS" + port.ToString(CultureInfo.InvariantCulture), terminal));
            }
        }

        return console;
    }
}
