using System;
using System.Runtime;
using Lodestar.Userland;

namespace Lodestar.Init;

/// <summary>
/// Process 1: keeps a shell on the console and one on each virtual terminal, waits for processes that have lost their parents, and ends the system when it is told to.
/// With arguments it runs that command instead of the shell, once, and the system ends with it.
/// </summary>
/// <remarks>
/// The signals are those that busybox's <c>halt</c>, <c>poweroff</c> and <c>reboot</c> send: SIGUSR1, SIGUSR2 and SIGTERM.
/// SIGINT, which Ctrl-Alt-Del becomes, restarts the system too.
/// </remarks>
internal static class Program
{
    private const string Console = "/dev/console";

    private static readonly string[] s_onScreen = ["/dev/tty1", "/dev/tty2", "/dev/tty3", "/dev/tty4"];

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

        Processes.CatchCtrlAltDel();
        string[] terminals = FindTerminals();
        int[] shells = new int[terminals.Length];
        while (true)
        {
            for (int i = 0; i < shells.Length; i++)
            {
                shells[i] = shells[i] == 0 ? StartShell(terminals[i]) : shells[i];
            }

            WaitForOthers(shells, signals);
        }
    }

    /// <summary>The terminals that get shells. If the console is one of those on the screen, it is there once.</summary>
    private static string[] FindTerminals()
    {
        const uint TerminalMajor = 4;
        const uint VirtualTerminals = 64;
        (uint major, uint minor) = Terminal.NumberOf(Console);
        bool isOnScreen = major == TerminalMajor && minor < VirtualTerminals;
        return Terminal.NumberOf(s_onScreen[0]).Major == 0 ? [Console] : isOnScreen ? s_onScreen : [Console, .. s_onScreen];
    }

    /// <summary>One on the screen begins when it is first looked at.</summary>
    private static int StartShell(string terminal) =>
        Start("/bin/sh", ["-sh"], s_environment, terminal, Array.IndexOf(s_onScreen, terminal) + 1);

    private static int RunOnce(string[] arguments)
    {
        const int SignalStatus = 128;
        const int NothingToRun = 127;
        int command = Start(arguments[0], arguments, environment: null, Console, visible: 0);
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

    private static int Start(string path, string[] arguments, string[]? environment, string terminal, int visible)
    {
        int child = Processes.Start(path, arguments, environment, terminal, visible);
        if (child < 0)
        {
            Terminal.WriteErrorLine("init: " + path + " cannot be started: error " + (-child).ToString());
        }

        return child;
    }

    /// <summary>Waits for a signal and does what it asks for; shells that have ended become 0.</summary>
    private static void WaitForOthers(int[] shells, Signal[] signals)
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
            int place = Array.IndexOf(shells, child);
            if (place >= 0)
            {
                shells[place] = 0;
            }
        }
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
