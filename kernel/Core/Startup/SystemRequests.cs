using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Consoles;
using Lodestar.Core.Processes;
using Lodestar.Core.Tasks;
using Lodestar.Machine;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core.Startup;

/// <summary>
/// What somebody at the keyboard asks of the kernel itself: the magic key, of which Linux's <c>admin-guide/sysrq.rst</c> has the list,
/// and Ctrl-Alt-Del. The same by <c>/proc/sysrq-trigger</c>.
/// </summary>
/// <param name="processes">The processes.</param>
/// <param name="consoles">The virtual terminals; null for none.</param>
internal sealed class SystemRequests(ProcessTable processes, VirtualTerminals? consoles)
{
    private const string Help =
        "sysrq: b restart, e ask all to end, h help, i end all, k end who uses this terminal, m memory, "
        + "o switch off, p registers, r keyboard, t tasks, 3 to 7 log level";

    /// <summary>Ctrl-Alt-Del: restarts, or tells the first program if that wants to know.</summary>
    internal void RebootByKeys()
    {
        if (processes.RestartsByKeys)
        {
            processes.EndSystem(RebootCommand.Restart);
        }
        else
        {
            processes.Init?.SendFromKernel(Signal.SIGINT);
        }
    }

    /// <summary>Does what a key stands for.</summary>
    internal void Do(char key)
    {
        switch (key)
        {
            case 'b':
                processes.EndSystem(RebootCommand.Restart);
                break;
            case 'o':
                processes.EndSystem(RebootCommand.PowerOff);
                break;
            case 'e':
                SendToOthers(Signal.SIGTERM);
                break;
            case 'i':
                SendToOthers(Signal.SIGKILL);
                break;
            case 'k':
                EndUsers();
                break;
            case 'r':
                consoles?.Visible.Keyboard.Reset();
                break;
            case 'm':
                ShowMemory();
                break;
            case 't':
                ShowTasks();
                break;
            case 'p':
                // The interrupt handler has shown them: by now others are in the registers.
                break;
            case 's' or 'u':
                KernelLog.Info("sysrq: there are no disks whose data could be lost");
                break;
            case >= '3' and <= '7':
                KernelLog.MinimumLevel = key switch
                {
                    '3' => LogLevel.Error,
                    '4' => LogLevel.Warning,
                    '7' => LogLevel.Debug,
                    _ => LogLevel.Info,
                };
                break;
            default:
                KernelLog.Info(Help);
                break;
        }
    }

    /// <summary>Nobody who could pretend to be a login is left at the terminal that is visible.</summary>
    private void EndUsers()
    {
        if (consoles?.Visible is not { } terminal)
        {
            return;
        }

        KernelLog.Info("sysrq: ending who uses this terminal");
        foreach (Process process in (Process[])[.. processes.Processes])
        {
            if (process != processes.Init && process.ControllingTerminal == terminal)
            {
                process.SendFromKernel(Signal.SIGKILL);
            }
        }

        terminal.ResetMode();
    }

    private void SendToOthers(Signal signal)
    {
        KernelLog.Info($"sysrq: {SignalText.NameOf(signal)} for all but the first process");
        foreach (Process process in (Process[])[.. processes.Processes])
        {
            if (process != processes.Init)
            {
                process.SendFromKernel(signal);
            }
        }
    }

    private static void ShowMemory() => KernelLog.Info(
        $"sysrq: {MachineInformation.TotalMemory >> 10} KiB of memory, {MachineInformation.FreeMemory >> 10} KiB free; heap "
        + $"{GC.GetTotalMemory(false) >> 10} KiB");

    private void ShowTasks()
    {
        foreach (Process process in processes.Processes)
        {
            foreach (Thread thread in process.Threads)
            {
                string state = thread.State.ToString();
                KernelLog.Info($"sysrq: {thread.Id} of {process.Id}, {thread.PrintableName}: {state}");
            }
        }
    }
}
