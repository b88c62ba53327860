using System;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The option <c>strace</c>: lines as strace 6.1 prints them for the same programs on Linux.</summary>
public sealed class Tracing
{
    [Fact]
    public async Task CallsAreDecoded()
    {
        ProgramBoot boot = await Run("/bin/busybox cat /text/small.txt /missing", "strace");

        MustSayInOrder(
            boot,
            "brk(NULL)                               = 0x",
            "arch_prctl(ARCH_SET_FS, 0x",
            "openat(AT_FDCWD, \"/text/small.txt\", O_RDONLY",
            "openat(AT_FDCWD, \"/missing\", O_RDONLY",
            "= -1 ENOENT (No such file or directory)",
            "exit_group(1)                           = ?",
            "+++ exited with 1 +++");
    }

    [Fact]
    public async Task NamesChooseCalls()
    {
        ProgramBoot boot = await Run("/bin/busybox echo hi", "strace=openat,write");

        MustSayInOrder(boot, "write(1, \"hi\\n\", 3)                     = 3", "+++ exited with 0 +++");
        boot.Boot.Must(
            !boot.Boot.Log.Lines.Any(static line => line.Contains("exit_group(", StringComparison.Ordinal)),
            "expected no call but those that were asked for");
    }

    [Fact]
    public async Task ANameThatNoCallHasIsNamed()
    {
        ProgramBoot boot = await Run("/bin/die exit 0", "strace=write,frobnicate");

        boot.MustHaveEnded();
        boot.Boot.MustSay("strace knows no system call \"frobnicate\"");
    }

    [Theory]
    [InlineData("read-null", "--- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x8} ---", "+++ killed by SIGSEGV +++")]
    [InlineData("hlt", "--- SIGSEGV {si_signo=SIGSEGV, si_code=SI_KERNEL, si_addr=NULL} ---", "+++ killed by SIGSEGV +++")]
    [InlineData("int3", "--- SIGTRAP {si_signo=SIGTRAP, si_code=SI_KERNEL, si_addr=NULL} ---", "+++ killed by SIGTRAP +++")]
    [InlineData("single-step", "--- SIGTRAP {si_signo=SIGTRAP, si_code=TRAP_TRACE, si_addr=0x", "+++ killed by SIGTRAP +++")]
    [InlineData("divide", "--- SIGFPE {si_signo=SIGFPE, si_code=FPE_INTDIV, si_addr=0x", "+++ killed by SIGFPE +++")]
    [InlineData("ud2", "--- SIGILL {si_signo=SIGILL, si_code=ILL_ILLOPN, si_addr=0x", "+++ killed by SIGILL +++")]
    [InlineData("signal 10", "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=1, si_uid=0} ---", "+++ killed by SIGUSR1 +++")]
    [InlineData("signal 34", "--- SIGRT_2 {si_signo=SIGRT_2, si_code=SI_USER, si_pid=1, si_uid=0} ---", "+++ killed by SIGRT_2 +++")]
    [InlineData("signal 9", "kill(1, SIGKILL", "+++ killed by SIGKILL +++")]
    public async Task SignalsAndTheEndHaveLines(string way, string signal, string end) =>
        MustSayInOrder(await Run("/bin/die " + way, "strace"), "write(1, \"before\\n\", 7)                 = 7", signal, end);

    [Fact]
    public async Task AnInterruptedCallHasItsRestartCode() =>
        MustSayInOrder(
            await Run("/bin/waiting", "strace"),
            "ppoll(NULL, 0, NULL, 0x",
            "= ? ERESTARTNOHAND (To be restarted if no handler)",
            "--- SIGUSR1 {si_signo=SIGUSR1, si_code=SI_USER, si_pid=1, si_uid=0} ---",
            "rt_sigreturn()                          = -1 EINTR (Interrupted system call)",
            "+++ exited with 0 +++");

    private static Task<ProgramBoot> Run(string command, string option) =>
        ProgramBoot.Run(command, new QemuOptions { Image = Repository.Kernel }, option);

    /// <summary>Each text comes in the line of the one before or in a later one.</summary>
    private static void MustSayInOrder(ProgramBoot boot, params string[] texts)
    {
        boot.MustHaveEnded();
        string log = boot.Boot.Log.Text;
        int position = 0;
        foreach (string text in texts)
        {
            int found = log.IndexOf(text, position, StringComparison.Ordinal);
            boot.Boot.Must(found >= 0, $"expected \"{text}\" behind what came before it");
            position = found;
        }
    }
}
