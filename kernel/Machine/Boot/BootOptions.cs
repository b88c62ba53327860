using System;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Boot;

/// <summary>
/// The options that the machine half obeys. They are looked up before there is a heap, and by these names only; the
/// safe half reads the whole line later (<c>kernel/Core/Boot/CommandLine.cs</c>) and complains about what is wrong with it.
/// </summary>
internal static class BootOptions
{
    private static bool s_exitThroughEmulator;
    private static uint s_gcStress;

    /// <summary><c>exit=qemu</c>: the end of the kernel ends QEMU.</summary>
    public static bool ExitThroughEmulator => s_exitThroughEmulator;

    /// <summary><c>gcstress=N</c>: collect garbage at every N-th allocation; 0 is never.</summary>
    public static uint GcStress => s_gcStress;

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
            else if (words.Name.SequenceEqual("log"))
            {
                KernelLog.MinimumLevel = ReadLevel(words.Value);
            }
            else if (words.Name.SequenceEqual("gcstress"))
            {
                s_gcStress = ReadNumber(words.Value);
            }
        }
    }

    private static LogLevel ReadLevel(ReadOnlySpan<char> name)
    {
        if (name.SequenceEqual("debug"))
        {
            return LogLevel.Debug;
        }

        if (name.SequenceEqual("warning"))
        {
            return LogLevel.Warning;
        }

        return name.SequenceEqual("error") ? LogLevel.Error : LogLevel.Info;
    }

    private static uint ReadNumber(ReadOnlySpan<char> digits)
    {
        const int MostDigits = 9;
        uint number = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit) || digits.Length > MostDigits)
            {
                return 0;
            }

            number = (number * 10) + (uint)(digit - '0');
        }

        return number;
    }
}
