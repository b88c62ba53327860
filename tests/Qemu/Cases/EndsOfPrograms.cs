using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>Every way for a program to end: its status is what Linux says it is, and the kernel outlives it.</summary>
public sealed class EndsOfPrograms
{
    [Theory]
    [InlineData("exit 0")]
    [InlineData("exit 255")]
    [InlineData("exit 256")]
    [InlineData("exit 263")]
    [InlineData("exit-thread 5")]
    [InlineData("signal 1")]
    [InlineData("signal 2")]
    [InlineData("signal 3")]
    [InlineData("signal 6")]
    [InlineData("signal 9")]
    [InlineData("signal 10")]
    [InlineData("signal 13")]
    [InlineData("signal 15")]
    [InlineData("signal 17")]
    [InlineData("signal 18")]
    [InlineData("signal 23")]
    [InlineData("signal 28")]
    [InlineData("signal 31")]
    [InlineData("signal 34")]
    [InlineData("signal 64")]
    [InlineData("read-null")]
    [InlineData("write-null")]
    [InlineData("read-kernel")]
    [InlineData("write-kernel")]
    [InlineData("jump-kernel")]
    [InlineData("read-non-canonical")]
    [InlineData("jump-non-canonical")]
    [InlineData("write-code")]
    [InlineData("jump-data")]
    [InlineData("hlt")]
    [InlineData("cli")]
    [InlineData("out")]
    [InlineData("divide")]
    [InlineData("ud2")]
    [InlineData("int3")]
    [InlineData("single-step")]
    [InlineData("stack-overflow")]
    [InlineData("no-stack")]
    [InlineData("kernel-stack")]
    [InlineData("bad-frame")]
    [InlineData("unmap-self")]
    [InlineData("unmap-all")]
    [InlineData("protect-self")]
    [InlineData("bus")]
    [InlineData("blocked-fault")]
    [InlineData("ignored-fault")]
    [InlineData("bad-handler")]
    [InlineData("no-restorer")]
    public Task IsAsOnLinux(string way) =>
        ProgramBoot.MustBeAsOnLinux("/bin/die " + way, new QemuOptions { Image = Repository.Kernel });

    [Fact]
    public async Task AProgramThatIsNotThereIsNamedWithTheError()
    {
        ProgramBoot boot = await ProgramBoot.Run("/bin/missing", new QemuOptions { Image = Repository.Kernel });

        boot.Boot.MustExitWith(QemuExit.TestsFailed);
        boot.Boot.MustSay("init: /bin/missing cannot be run: ENOENT (No such file or directory)");
    }
}
