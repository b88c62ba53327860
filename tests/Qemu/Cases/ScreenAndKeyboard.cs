using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What a person does at the machine's own screen and keyboard, while another one looks on at a serial port.</summary>
public sealed class ScreenAndKeyboard
{
    private const string Prompt = "~ # ";

    /// <summary>
    /// A German keyboard at the shells that /init starts: letters, accents and AltGr; Ctrl-C; another terminal; the magic key; and what
    /// the screen shows is what the terminal holds. Ctrl-Alt-Del is the end.
    /// </summary>
    [Fact]
    public async Task AreASystemToWorkOn()
    {
        IReadOnlyList<string> shown = [];
        string[] held = [];
        BootResult result = await Boot("keymap=de", async (keyboard, person, log) =>
        {
            await person.See(Prompt);
            await SeePrompt(person, terminal: 1);
            await keyboard.Press("c a t shift-less shift-7 d e v shift-7 t t z shift-s 1 ret");
            await keyboard.Press("apostrophe shift-semicolon bracket_left minus alt_r-q alt_r-e alt_r-7 alt_r-minus equal a grave_accent o ret");
            await person.See(Latin1("äÖüß@€{\\áô\r\n"));
            await keyboard.Press("ctrl-c alt-f2");
            await SeePrompt(person, terminal: 2);
            await Ask(person, "cmp /dev/vcs /dev/vcs2 && head -c 2 /dev/vcsa2 | od -An -tu1", "  25  80\r\n");
            await keyboard.Press("c a t ret ctrl-c t t z shift-less shift-7 d e v shift-7 t t z shift-s 1 ret");
            await person.See("/dev/tty2\r\n");
            await Ask(person, "chvt 1; cmp /dev/vcs /dev/vcs1 && dumpkmap >/tmp/map; loadkmap </tmp/map; dumpkmap | cmp - /tmp/map && wc -c </tmp/map", "2823\r\n");
            await keyboard.Press("alt-sysrq-p alt-sysrq-h");
            await log.WaitFor(static line => line.Contains("sysrq: registers", StringComparison.Ordinal));
            await log.WaitFor(static line => line.Contains("sysrq: b restart", StringComparison.Ordinal));

            // Nobody writes to the screen now: the log is not on it.
            int start = person.Screen.Length;
            await Ask(person, "fold -b -w 80 /dev/vcs1; echo; echo en''d", "\r\nend\r\n");
            held = person.Screen[start..].Split("\r\n")[1..^2];
            shown = await Screenshot.ReadVgaText(await keyboard.Monitor());
            await keyboard.Press("ctrl-alt-delete");
            await person.ReadToEnd();
        });
        result.MustSay("reboot: restarting the machine");
        Assert.Contains(shown, static row => row.Contains("cat>/dev/ttyS1", StringComparison.Ordinal));
        Assert.Equal(shown.Count, held.Length);
        Assert.Equal(held.Select(Plain), shown.Zip(held.Select(Plain), Like));
    }

    /// <summary>A machine without a keyboard controller says so and is as quick as others.</summary>
    [Fact]
    public async Task AKeyboardNeedNotBeThere()
    {
        BootResult result = await QemuMachine.Boot(new QemuOptions
        {
            Image = Repository.Kernel,
            Machine = "pc,i8042=off",
            Initramfs = Repository.Initramfs,
            CommandLine = "exit=qemu init=/bin/busybox -- sh -c \"echo shown >/dev/tty1; grep -c shown /dev/vcs1\"",
        });
        result.MustExitWith(QemuExit.Success);
        result.MustSay("the machine has no PS/2 controller");
    }

    /// <summary>A row without what code pages disagree about.</summary>
    private static string Plain(string row) =>
        string.Concat(row.TrimEnd(' ').Select(static character => char.IsAscii(character) ? character : '?'));

    /// <summary>The same row with question marks where another one has them.</summary>
    private static string Like(string row, string other) =>
        string.Concat(row.TrimEnd(' ').Select((character, i) => i < other.Length && other[i] == '?' ? '?' : character));

    private static Task SeePrompt(Conversation person, int terminal) =>
        Ask(person, $"until grep -q '{Prompt}' /dev/vcs{terminal}; do :; done; echo see''n", "seen\r\n");

    private static async Task Ask(Conversation person, string command, string answer)
    {
        await person.Follow($"key {command}^M");
        await person.See(answer);
        await person.See(Prompt);
    }

    /// <summary>Bytes of UTF-8 as a conversation shows them.</summary>
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static async Task<BootResult> Boot(string options, Func<TestKeyboard, Conversation, SerialLog, Task> work)
    {
        using Conversation person = new();
        using TestKeyboard keyboard = new();
        Task working = Task.CompletedTask;
        BootResult result = await QemuMachine.Boot(
            new QemuOptions
            {
                Image = Repository.Kernel,
                CommandLine = "exit=qemu console=ttyS1 " + options,
                Initramfs = Repository.Initramfs,
                TerminalSocket = person.SocketPath,
                Extra = keyboard.Options,
            },
            started: log => working = work(keyboard, person, log));
        person.HangUp();
        await working;
        return result;
    }
}
