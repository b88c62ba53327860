using System.Runtime;
using Lodestar.Userland;

namespace Lodestar.Init;

/// <summary>
/// Process 1: keeps a shell on the console, waits for processes that have lost their parents, and ends the system when it is told to.
/// With arguments it runs that command instead of the shell, once, and the system ends with it.
/// </summary>
/// <remarks>
/// The signals are those that busybox's <c>halt</c>, <c>poweroff</c> and <c>reboot</c> send: SIGUSR1, SIGUSR2 and SIGTERM.
/// SIGINT, which Ctrl-Alt-Del becomes, restarts the system too.
/// </remarks>
internal static class Program
{
    private const string Console = "/dev/console";

    /// <summary>What login(1) gives a shell; /etc/profile has the rest.</summary>
    private static readonly string[] s_environment =
    [
        "HOME=/root", "LOGNAME=root", "PATH=/bin:/sbin:/usr/bin:/usr/sbin", "SHELL=/bin/sh", "TERM=linux", "USER=root",
    ];

    [RuntimeExport("ProgramMain")]
    private static int Main(string[] arguments)
    {
        Signal[] signals = [Signal.Child, Signal.User1, Signal.User2, Signal.Terminate, Signal.Interrupt];
        Processes.Block(signals);
        if (arguments.Length > 0)
        {
            return RunOnce(arguments);
        }

        int shell = 0;
        while (true)
        {
            if (shell == 0)
            {
                shell = Start("/bin/sh", ["-sh"], s_environment);
            }

            shell = WaitForOthers(shell, signals);
        }
    }

    private static int RunOnce(string[] arguments)
    {
        const int SignalStatus = 128;
        const int NothingToRun = 127;
        int command = Start(arguments[0], arguments, environment: null);
        while (true)
        {
            int child = Processes.Wait(out int status);
            if (child == command)
            {
                return status >= 0 ? status : SignalStatus - status;
            }

            if (child < 0)
            {
                return NothingToRun;
            }
        }
    }

    private static int Start(string path, string[] arguments, string[]? environment)
    {
        int child = Processes.Start(path, arguments, environment, Console);
        if (child < 0)
        {
            Terminal.WriteErrorLine("init: " + path + " cannot be started: error " + (-child).ToString());
        }

        return child;
    }

    /// <summary>Waits for a signal and does what it asks for; returns the shell, or 0 when it has ended.</summary>
    private static int WaitForOthers(int shell, Signal[] signals)
    {
        switch (Processes.WaitForSignal(signals))
        {
            case Signal.User1:
                EndSystem(SystemEnd.Halt);
                break;
            case Signal.User2:
                EndSystem(SystemEnd.PowerOff);
                break;
            case Signal.Terminate or Signal.Interrupt:
                EndSystem(SystemEnd.Restart);
                break;
        }

        for (int child; (child = Processes.TryWait(out _)) > 0;)
        {
            shell = child == shell ? 0 : shell;
        }

        return shell;
    }

    /// <summary>Asks all processes to end, gives them a moment, ends those that are left, and with them the system.</summary>
    private static void EndSystem(SystemEnd end)
    {
        const int Moments = 20;
        const int Moment = 50;
        Processes.SendToAll(Signal.Terminate);
        Processes.SendToAll(Signal.Continue);
        for (int i = 0; i < Moments && Processes.TryWait(out _) >= 0; i++)
        {
            Processes.Sleep(Moment);
        }

        Processes.SendToAll(Signal.Kill);
        Processes.End(end);
    }
}
