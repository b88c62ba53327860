using Lodestar.Core.Abi;
using Lodestar.Core.Acpi;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>The end of the system: off, anew or halted.</summary>
internal static class SystemEnd
{
    /// <summary>Does what the first program has asked for. Returns, for the machine to halt, if that is all there is to do.</summary>
    /// <param name="command">What it asked <c>reboot(2)</c> for; null if it only ended.</param>
    /// <param name="status">What the emulator gets to know if the command line says so: in the place of switching off.</param>
    /// <param name="power">The machine's way to switch off.</param>
    internal static void Finish(RebootCommand? command, EmulatorStatus status, PowerControl power)
    {
        switch (command)
        {
            case RebootCommand.Restart or RebootCommand.Restart2:
                KernelLog.Info("reboot: restarting the machine");
                power.Reset();
                MachinePower.Restart();
                break;
            case RebootCommand.PowerOff:
                KernelLog.Info("reboot: switching the machine off");
                EmulatorExit.Request(status);
                power.SwitchOff();
                KernelLog.Error($"reboot: the machine is still on: {power.OffProblem ?? "it does not do as its ACPI tables say"}");
                KernelLog.WriteLine("The system is down. Switch the machine off by hand.");
                return;
            case RebootCommand.Halt:
                KernelLog.Info("reboot: the system is halted; the machine can be switched off");
                EmulatorExit.Request(status);
                return;
            default:
                EmulatorExit.Request(status);
                KernelLog.Info("nothing left to do: halted");
                return;
        }
    }
}
