using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>What busybox reads out of /proc and /sys. Linux says the same with other numbers, so it is compared with patterns.</summary>
public sealed class SystemFiles
{
    [Theory]
    [InlineData("nproc", @"^1\n$")]
    [InlineData("hostname", @"^lodestar\n$")]
    [InlineData("pidof busybox", @"^1\n$")]
    [InlineData("ps -o pid,ppid,pgid,sid,comm,stat,nice", @"^PID +PPID +PGID +SID +COMMAND +STAT +NI\n +1 +0 +1 +1 busybox +R +0\n$")]
    [InlineData("uptime", @"^ \d\d:\d\d:\d\d up 0 min,  0 users,  load average: 0\.\d\d, 0\.\d\d, 0\.\d\d\n$")]
    [InlineData("free", @"^ +total +used +free +shared +buff/cache +available\nMem: +2\d{5} +\d{4,5} +2\d{5} +\d+ +\d+ +2\d{5}\nSwap: +0 +0 +0\n$")]
    [InlineData("top -b -n 1", @"^Mem: \d+K used, \d+K free, \d+K shrd, 0K buff, \d+K cached\n[\s\S]*\n +1 +0 0? *\S* *R +\d+ +\d+%")]
    [InlineData("mount", @"^rootfs on / type rootfs \(rw\)\nproc on /proc type proc \(rw,relatime\)\nsysfs on /sys ")]
    [InlineData("df /dev/shm", @"\ntmpfs +\d{5,} +0 +\d{5,} +0% /dev/shm\n$")]
    [InlineData("readlink /proc/self/exe", @"^/bin/busybox\n$")]
    [InlineData("readlink /proc/self/fd/1", @"^/dev/console\n$")]
    [InlineData("cat /sys/devices/system/cpu/online /proc/self/cgroup", @"^0\n0::/\n$")]
    [InlineData("sh -c \"mount -t tmpfs -o ro a /tmp; touch /tmp/x; umount /tmp; touch /tmp/x && echo made\"", @"Read-only file system\nmade\n$")]
    [InlineData("sh -c \"dmesg | head -n 1; dmesg -c >/dev/null; printf '<4>a\\033b' >/dev/kmsg; dmesg -r; dd if=/dev/kmsg bs=8k count=1 2>/dev/null\"",
        @"^\[[ .\d]+\] Lodestar [\d.]+, started by a PVH loader\n(.*\n)?<4>\[[ .\d]+\] warning: a\\x1bb\n6,0,\d+,-;Lodestar [\d.]+, started by a PVH loader\n$")]
    [InlineData("sh -c \"umount /proc; echo /proc/*\"", @"^/proc/\*\n$")]
    public async Task AreWhatProgramsExpect(string command, string pattern)
    {
        ProgramBoot boot = await ProgramBoot.Run($"/bin/busybox {command}", new QemuOptions { Image = Repository.Kernel });
        boot.MustHaveEnded();
        Assert.Matches(new Regex(pattern), boot.Program!.Output);
    }
}
