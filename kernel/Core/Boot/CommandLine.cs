using System;
using System.Collections.Generic;
using Lodestar.Core.Keyboards;
using Lodestar.Machine.Boot;

namespace Lodestar.Core.Boot;

/// <summary>
/// The kernel's command line, described in <c>docs/command-line.md</c>. What is not understood is listed in
/// <see cref="Problems"/> and has no effect.
/// </summary>
public sealed class CommandLine
{
    private readonly List<string> _initArguments = [];
    private readonly List<string> _problems = [];
    private bool _hasConsoleOnScreen;

    private CommandLine()
    {
    }

    /// <summary>The first program's path (<c>init=</c>); null without it.</summary>
    public string? Init { get; private set; }

    /// <summary>Whether <c>console=</c> says where the programs' terminal is.</summary>
    public bool NamesConsole { get; private set; }

    /// <summary>The serial port of the programs' terminal (<c>console=ttyS1</c>), 0 or 1, unless it is on the screen.</summary>
    public int ConsolePort { get; private set; }

    /// <summary>The virtual terminal that is the programs' (<c>console=tty1</c>), from 0; null for none.</summary>
    public int? ConsoleScreen { get; private set; }

    /// <summary>Whether the log is to be on the screen: one of several <c>console=</c> names a terminal there, or there is none.</summary>
    public bool LogsToScreen => _hasConsoleOnScreen || !NamesConsole;

    /// <summary>The language of the keyboard (<c>keymap=</c>).</summary>
    internal KeyLayout Layout { get; private set; } = KeyLayouts.Default;

    /// <summary>Whether ACPI tables are read: not with <c>noacpi</c>.</summary>
    public bool UsesAcpi { get; private set; } = true;

    /// <summary>What the clock is to go by (<c>clocksource=hpet</c>), under Linux's name; null for what is best.</summary>
    public string? ClockSource { get; private set; }

    /// <summary>Whether interrupts may come through I/O APICs: not with <c>noapic</c>.</summary>
    public bool UsesIoApics { get; private set; } = true;

    /// <summary>
    /// The system calls that <c>strace=read,write</c> asks to print; empty for all of them, as <c>strace</c> alone does; null
    /// without the option.
    /// </summary>
    public IReadOnlyList<string>? TracedCalls { get; private set; }

    /// <summary>The prefix of <c>test=</c>; null without it.</summary>
    public string? TestPrefix { get; private set; }

    /// <summary>The failure that <c>provoke=</c> asks for; null without it.</summary>
    public string? Provocation { get; private set; }

    /// <summary>Whether <c>bench</c> asks for benchmarks in the place of tests.</summary>
    public bool RunsBenchmarks { get; private set; }

    /// <summary>The words behind <c>--</c>, which are the first program's.</summary>
    public IReadOnlyList<string> InitArguments => _initArguments;

    /// <summary>One sentence, without a full stop, for each word that was ignored.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads a command line.</summary>
    /// <param name="text">As the boot loader passed it.</param>
    /// <param name="isTestImage">Whether the options of the test image count.</param>
    public static CommandLine Parse(string text, bool isTestImage)
    {
        CommandLine result = new();
        CommandLineWords words = new(text);
        while (words.MoveNext())
        {
            if (words.Word.SequenceEqual("--"))
            {
                result.ReadInitArguments(words.Rest);
                break;
            }

            if (!result.TryRead(words, isTestImage))
            {
                result._problems.Add($"unknown option \"{words.Word}\" is ignored");
            }
        }

        return result;
    }

    private bool TryRead(CommandLineWords word, bool isTestImage)
    {
        switch (word.Name)
        {
            case "exit":
                Expect(word, word.Value.SequenceEqual("qemu"), "qemu");
                return true;
            case "log":
                Expect(word, OptionValues.TryReadLevel(word.Value, out _), "debug, info, warning or error");
                return true;
            case "gcstress":
                Expect(word, OptionValues.TryReadNumber(word.Value, out _), "a number up to 999999999");
                return true;
            case "cpu":
                Expect(word, word.Value.SequenceEqual("baseline"), "baseline");
                return true;
            case "nolapic" when !word.HasValue:
                return true;
            case "noacpi" when !word.HasValue:
                UsesAcpi = false;
                return true;
            case "noapic" when !word.HasValue:
                UsesIoApics = false;
                return true;
            case "clocksource":
                Expect(word, word.Value is "tsc" or "hpet", "tsc or hpet");
                ClockSource = word.Value is "tsc" or "hpet" ? word.Value.ToString() : ClockSource;
                return true;
            case "init":
                Expect(word, word.Value.StartsWith('/'), "an absolute path");
                Init = word.Value.StartsWith('/') ? word.Value.ToString() : Init;
                return true;
            case "strace":
                TracedCalls = word.HasValue ? word.Value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
                return true;
            case "console":
                Expect(word, TryReadConsole(word.Value), "ttyS0, ttyS1, or tty0 to tty4");
                return true;
            case "keymap":
                Expect(word, KeyLayouts.Find(word.Value) is not null, KeyLayouts.Names);
                Layout = KeyLayouts.Find(word.Value) ?? Layout;
                return true;
            case "test" when isTestImage:
                TestPrefix = word.Value.ToString();
                return true;
            case "provoke" when isTestImage:
                Provocation = word.Value.ToString();
                return true;
            case "bench" when isTestImage && !word.HasValue:
                RunsBenchmarks = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Of several the last one counts, as on Linux. What follows a comma are settings of a line, which stay as they are.</summary>
    private bool TryReadConsole(ReadOnlySpan<char> value)
    {
        const string Serial = "ttyS";
        const string Screen = "tty";
        int comma = value.IndexOf(',');
        value = comma < 0 ? value : value[..comma];
        if (value is "ttyS0" or "ttyS1")
        {
            ConsolePort = value[Serial.Length] - '0';
            ConsoleScreen = null;
        }
        else if (value is "tty0" or "tty1" or "tty2" or "tty3" or "tty4")
        {
            ConsoleScreen = Math.Max(value[Screen.Length] - '1', 0);
            _hasConsoleOnScreen = true;
        }
        else
        {
            return false;
        }

        NamesConsole = true;
        return true;
    }

    private void Expect(CommandLineWords word, bool isValid, string expected)
    {
        if (!isValid)
        {
            _problems.Add($"option \"{word.Word}\" is ignored: {word.Name} takes {expected}");
        }
    }

    private void ReadInitArguments(ReadOnlySpan<char> rest)
    {
        CommandLineWords words = new(rest);
        while (words.MoveNext())
        {
            _initArguments.Add(words.Word.ToString());
        }
    }
}
