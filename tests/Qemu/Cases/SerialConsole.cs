using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What a person does at the console after <c>make run</c>, on a serial port.</summary>
public sealed class SerialConsole
{
    /// <summary>
    /// The shell that /init starts, in the order of the lines: a pipeline; editing of a line; Ctrl-C of what waits and of what
    /// computes; Ctrl-Z and jobs; flow control; vi, whose window is as large as the terminal says; top; the end of a shell; the end.
    /// </summary>
    private const string Evening = """
        see ~ # 
        key seq 1 2000 | sort -rn | head -n 2 | tr '\n' +^M
        see 2000+1999+~ # 
        key echo x^Hwrong words^W^W^Uecho worlds^[[D^[[D^?^M
        see words^M^J~ # 
        key ^[[A | tr a-z A-Z^M
        see WORDS^M^J~ # 
        key sh -c "echo re''ady; exec sleep 1000"^M
        see ready^M
        key ^C
        see ^M^J~ # 
        key echo re''ady; while :; do :; done^M
        see ready^M
        key ^C
        see ^M^J~ # 
        key sh -c "echo re''ady; exec sleep 1001"^M
        see ready^M
        key ^Z
        see Stopped
        see ~ # 
        key bg; jobs^M
        see Running
        see ~ # 
        key ps -o stat,args | grep 'sleep [0-9]'; kill %1; wait; echo $((6*7))^M
        see S    sleep 1001^M
        see 42^M
        see Terminated
        see ~ # 
        key echo re''ady; cat^M
        see ready^M
        key ^Sa word^Wlime^?^?ne^M
        key ^Q
        see ne^M^Ja line^M^J
        key ^D
        see ~ # 
        key vi /tmp/letter^M
        see ^[[999;999H^[[6n
        key ^[[10;40R
        see ^[[9;1H~
        see ^[[10;1H^[[K- /tmp/letter
        key iDear kernel,^M^[
        see - /tmp/letter [Modified] 2/2
        key :wq^M
        see ~ # 
        key cat /tmp/letter^M
        see Dear kernel,^M^J^M^J~ # 
        key resize^M
        see ^[[999;999H^[[6n
        key ^[[40;100R
        see 40 100^M^J~ # 
        key top^M
        see Load average
        see /init
        key q
        see ~ # 
        key cat >/tmp/note <<END^M
        see > 
        key $((40+2))^M
        see > 
        key END^M
        see ~ # 
        key cat /tmp/note; tty; whoa^I^M
        see 42^M^J/dev/console^M^Jroot^M^J
        see ~ # 
        key exit^M
        see This is Lodestar
        see ~ # 
        key poweroff^M
        """;

    [Fact]
    public async Task IsASystemToWorkOn()
    {
        BootResult result = await Boot("", async (person, _) =>
        {
            await person.Follow(Evening);
            await person.ReadToEnd();
        });
        result.MustSay("reboot: switching the machine off");
    }

    /// <summary>As when a person has stopped the window that QEMU runs in: the program waits, and goes on.</summary>
    [Fact]
    public async Task NothingIsLostWhileNobodyReads()
    {
        const int Numbers = 3000;
        string screen = "";
        await Boot($" init=/bin/busybox -- sh -c \"seq 1 {Numbers} & sleep 0.5; echo waited >/dev/ttyS0; wait\"", async (person, log) =>
        {
            await log.WaitFor(static line => line == "waited");
            await person.ReadToEnd();
            screen = person.Screen;
        });
        Assert.Equal(string.Concat(Enumerable.Range(1, Numbers).Select(static number => $"{number}\r\n")), screen);
    }

    private static async Task<BootResult> Boot(string options, Func<Conversation, SerialLog, Task> talk)
    {
        using Conversation person = new();
        Task talking = Task.CompletedTask;
        BootResult result = await QemuMachine.Boot(
            new QemuOptions
            {
                Image = Repository.Kernel,
                CommandLine = "exit=qemu console=ttyS1" + options,
                Initramfs = Repository.Initramfs,
                TerminalSocket = person.SocketPath,
            },
            started: log => talking = talk(person, log));
        person.HangUp();
        await talking;
        result.MustExitWith(QemuExit.Success);
        return result;
    }
}
