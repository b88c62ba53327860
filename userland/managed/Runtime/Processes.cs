using System;
using System.Text;

namespace Lodestar.Userland;

/// <summary>Other processes, for a program with one thread. Results below zero are error numbers.</summary>
public static unsafe class Processes
{
    private const int AnyProcess = -1;
    private const ulong NoHang = 1;
    private const int CannotExecute = 127;
    private const int SignalMask = 0x7f;
    private const int ExitShift = 8;
    private const int ExitMask = 0xff;

    /// <summary>Starts a program in a session of its own, on a terminal that it controls.</summary>
    /// <param name="path">The program's file.</param>
    /// <param name="arguments">Its arguments, its name first.</param>
    /// <param name="environment">Its environment; null for the same as this process's.</param>
    /// <param name="terminal">Path of the terminal, which becomes its standard input, output and error.</param>
    /// <param name="visible">The virtual terminal that has to be on the screen before it begins; 0 for none.</param>
    /// <returns>The process, or an error number.</returns>
    public static int Start(string path, string[] arguments, string[]? environment, string terminal, int visible = 0)
    {
        // All memory is taken before the fork: what could fail fails in the parent.
        StringArray argumentArray = new(arguments);
        StringArray environmentArray = new(environment ?? []);
        byte[] file = Encoding.UTF8.GetBytes(path + "\0");
        byte[] line = Encoding.UTF8.GetBytes(terminal + "\0");
        fixed (byte* filePointer = file, linePointer = line)
        {
            fixed (ulong* argumentPointers = argumentArray.Fix(), environmentPointers = environmentArray.Fix())
            {
                long child = LinuxCalls.Fork();
                if (child == 0)
                {
                    LinuxCalls.UnblockSignals();
                    LinuxCalls.BeginSession();
                    LinuxCalls.TakeTerminal(linePointer);
                    if (visible != 0)
                    {
                        LinuxCalls.WaitForVirtualTerminal(visible);
                    }

                    LinuxCalls.Execute(
                        filePointer, argumentPointers, environment is null ? (ulong*)ProcessStack.Environment : environmentPointers);
                    LinuxCalls.Exit(CannotExecute);
                }

                return (int)child;
            }
        }
    }

    /// <summary>Waits for a child to end.</summary>
    /// <param name="status">What it passed to exit; the signal that ended it as a negative number.</param>
    /// <returns>The child, or an error number.</returns>
    public static int Wait(out int status) => Wait(0, out status);

    /// <summary>The same without waiting: 0 when none has ended.</summary>
    public static int TryWait(out int status) => Wait(NoHang, out status);

    /// <summary>Keeps signals back for <see cref="WaitForSignal"/>.</summary>
    public static void Block(params ReadOnlySpan<Signal> signals) => LinuxCalls.BlockSignals(SetOf(signals));

    /// <summary>Waits for one of certain signals, which must be blocked.</summary>
    public static Signal WaitForSignal(params ReadOnlySpan<Signal> signals)
    {
        long signal;
        do
        {
            signal = LinuxCalls.WaitForSignal(SetOf(signals));
        }
        while (LinuxCalls.IsError(signal));
        return (Signal)signal;
    }

    /// <summary>Sends a signal to every process but this one.</summary>
    public static void SendToAll(Signal signal) => LinuxCalls.Kill(AnyProcess, (int)signal);

    /// <summary>Sleeps for so many milliseconds.</summary>
    public static void Sleep(int milliseconds)
    {
        const ulong NanosecondsPerMillisecond = 1_000_000;
        TimeSpecification time = new() { Nanoseconds = (ulong)milliseconds * NanosecondsPerMillisecond };
        LinuxCalls.Sleep(&time);
    }

    /// <summary>Makes Ctrl-Alt-Del a SIGINT for process 1 in the place of a restart. Returns an error number if it may not.</summary>
    public static int CatchCtrlAltDel()
    {
        const uint CtrlAltDelOff = 0;
        return (int)LinuxCalls.Reboot(CtrlAltDelOff);
    }

    /// <summary>Ends the system. Returns an error number if it may not.</summary>
    public static int End(SystemEnd end) => (int)LinuxCalls.Reboot((uint)end);

    private static int Wait(ulong options, out int status)
    {
        int packed = 0;
        int child = (int)LinuxCalls.Wait(AnyProcess, &packed, options);
        int signal = packed & SignalMask;
        status = signal != 0 ? -signal : (packed >> ExitShift) & ExitMask;
        return child;
    }

    private static ulong SetOf(ReadOnlySpan<Signal> signals)
    {
        ulong set = 0;
        foreach (Signal signal in signals)
        {
            set |= 1UL << ((int)signal - 1);
        }

        return set;
    }
}
