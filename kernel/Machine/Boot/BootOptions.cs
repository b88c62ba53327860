using System;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>
/// The options that the machine half obeys. It needs them before there is a heap, so it looks for these names only, and
/// ignores what it can't read: the safe half goes through the whole line later (<c>kernel/Core/Boot/CommandLine.cs</c>)
/// and says what is wrong with it.
/// </summary>
internal static class BootOptions
{
    private static bool s_exitThroughEmulator;
    private static uint s_gcStress;
    private static bool s_ignoreLocalApic;
    private static bool s_namesConsole;
    private static bool s_namesScreen;
    private static bool s_isBaselineCpu;

    /// <summary><c>exit=qemu</c>: the end of the kernel ends QEMU.</summary>
    public static bool ExitThroughEmulator => s_exitThroughEmulator;

    /// <summary><c>gcstress=N</c>: collect garbage at every N-th allocation; 0 is never.</summary>
    public static uint GcStress => s_gcStress;

    /// <summary><c>nolapic</c>: do without the local APIC.</summary>
    public static bool IgnoreLocalApic => s_ignoreLocalApic;

    /// <summary>Whether the log is to be on the screen: <c>console=</c> names a terminal there, or is not used.</summary>
    public static bool LogsToScreen => s_namesScreen || !s_namesConsole;

    /// <summary><c>cpu=baseline</c>: do without newer features of the CPU.</summary>
    public static bool IsBaselineCpu => s_isBaselineCpu;

    /// <summary>Reads the options from the boot loader's command line.</summary>
    public static void Read()
    {
        CommandLineWords words = new(BootInformation.CommandLine);
        while (words.MoveNext() && !words.Word.SequenceEqual("--"))
        {
            if (words.Name.SequenceEqual("exit"))
            {
                s_exitThroughEmulator = words.Value.SequenceEqual("qemu");
            }
            else if (words.Name.SequenceEqual("log") && OptionValues.TryReadLevel(words.Value, out LogLevel level))
            {
                KernelLog.MinimumLevel = level;
            }
            else if (words.Name.SequenceEqual("gcstress") && OptionValues.TryReadNumber(words.Value, out uint interval))
            {
                s_gcStress = interval;
            }
            else if (words.Name.SequenceEqual("console"))
            {
                s_namesConsole = true;
                s_namesScreen |= words.Value.StartsWith("tty") && !words.Value.StartsWith("ttyS");
            }
            else if (words.Name.SequenceEqual("cpu"))
            {
                s_isBaselineCpu = words.Value.SequenceEqual("baseline");
            }
            else if (words.Word.SequenceEqual("nolapic"))
            {
                s_ignoreLocalApic = true;
            }
        }
    }
}
