using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>The texts of /proc: what programs read out of them, read here out of the host's, too.</summary>
public sealed class ProcTextTests : IProcessTable
{
    private readonly TestTree _tree = new TestTree().Directory("/proc").Directory("/bin").File("/bin/x", "program");
    private readonly TestSystem _system = new();
    private readonly TestProcess _process;

    public ProcTextTests()
    {
        FileSystem fileSystem = new("proc", 20, isReadOnly: false) { NameRefusal = Errno.ENOENT, HasFixedAttributes = true };
        _tree.Mount("/proc", new ProcDirectory(fileSystem, this, _system));
        _process = new TestProcess(7, new Credentials(5, 6), _tree.FindPlace("/bin/x")) { Files = _tree.Context };
    }

    public int CurrentThread => 8;

    [Fact]
    public void StatHasTheFieldsOfTheHost()
    {
        _process.Status = new ProcessStatus
        {
            Id = 7,
            ProcessId = 7,
            ParentId = 1,
            GroupId = 2,
            SessionId = 3,
            State = 'S',
            UserTime = 1_234_567_890,
            SystemTime = 20_000_000,
            Nice = -5,
            StartTime = 4_000_000_000,
            Ignored = SignalSet.Of(Signal.SIGINT),
            ExitSignal = 17,
        };
        string[] here = Fields(Read("/proc/7/stat"));
        string[] host = Fields(File.ReadAllText("/proc/self/stat"));

        Assert.Equal(host.Length, here.Length);
        Assert.Equal(["7", @"(na\nme)", "S", "1", "2", "3", "0", "-1"], here[..8]);
        Assert.Equal(["123", "2", "0", "0", "15", "-5", "1", "0", "400", "65536"], here[13..23]);
        Assert.Equal([$"{0x400000}", $"{0x401234}"], here[25..27]);
        Assert.Equal("2", here[32]);
        Assert.Equal("1", here[34]);
        Assert.Equal("17", here[37]);
        Assert.Equal(["100", "200", "200", "300", "0"], here[^5..]);
    }

    [Fact]
    public void WhoMayNotLookInsideSeesNoAddresses()
    {
        _tree.Context.Credentials = new Credentials(9, 9);
        string[] here = Fields(Read("/proc/7/stat"));
        Assert.Equal(["1", "1", "0"], here[25..28]);
        Assert.Equal(["0", "0", "0", "0", "0", "0", "0", "0"], here[^8..]);
    }

    [Fact]
    public void AProcessThatHasEndedHasNoMemory()
    {
        _process.Memory = null;
        _process.Status = new ProcessStatus { Id = 7, ProcessId = 7, State = 'Z', ExitCode = 0x100 };
        string[] here = Fields(Read("/proc/7/stat"));
        Assert.Equal(["Z", "0", "0", "0", "256"], [here[2], here[22], here[23], here[25], here[^1]]);
        Assert.Equal("0 0 0 0 0 0 0\n", Read("/proc/7/statm"));
        Assert.Empty(Read("/proc/7/cmdline"));
        Dictionary<string, string> status = Pairs(Read("/proc/7/status"));
        Assert.Equal("Z (zombie)", status["State"]);
        Assert.DoesNotContain("VmRSS", status);
    }

    [Fact]
    public void StatusHasTheLinesOfTheHostInTheirOrder()
    {
        string[] host = [.. Pairs(File.ReadAllText("/proc/self/status")).Keys];
        string[] here = [.. Pairs(Read("/proc/7/status")).Keys];
        Assert.Equal(host.Where(name => here.Contains(name)), here.Where(name => host.Contains(name)));
        string[] wanted = ["Name", "Umask", "State", "Tgid", "PPid", "Uid", "Gid", "VmSize", "VmRSS", "Threads", "SigCgt", "CapEff"];
        Assert.Empty(wanted.Except(here));
        Assert.Empty(wanted.Except(host));
        Assert.Equal(@"na\nme", Pairs(Read("/proc/7/status"))["Name"]);
        Assert.Equal("64 kB", Pairs(Read("/proc/7/status"))["VmSize"]);
    }

    [Fact]
    public void LimitsAreInTheColumnsOfTheHost()
    {
        string[] host = File.ReadAllLines("/proc/self/limits");
        string[] here = Read("/proc/7/limits").TrimEnd('\n').Split('\n');
        Assert.Equal(host.Length, here.Length);
        for (int i = 0; i < host.Length; i++)
        {
            Assert.Equal((host[i][..26], host[i][68..], host[i].Length), (here[i][..26], here[i][68..], here[i].Length));
        }
    }

    [Fact]
    public void ATextIsMadeAnewFromItsBeginning()
    {
        OpenFile file = _tree.OpenFile("/proc/7/oom_score_adj", OpenFlags.RdWr);
        Assert.Equal("0\n", Read(file));
        Assert.Equal(2, file.Write("-7"u8).Raw);
        Assert.Equal("", Read(file));
        Assert.Equal(0, file.Seek(0, SeekWhence.Set).Raw);
        Assert.Equal("-7\n", Read(file));
        Assert.Equal(Errno.EINVAL, file.Seek(0, SeekWhence.End).Error);
        Assert.Equal(Errno.EINVAL, file.Write("1001"u8).Error);
        Assert.Equal(Errno.EINVAL, file.Write("x"u8).Error);
        _process.Exists = false;
        Assert.Equal(0, file.Seek(0, SeekWhence.Set).Raw);
        Assert.Equal(Errno.ESRCH, file.Read(new byte[9]).Error);
    }

    [Theory]
    [InlineData(0, 0, 666)]
    [InlineData(100, 200, 866)]
    [InlineData(0, 1000, 1333)]
    [InlineData(500, -1000, 0)]
    public void TheScoreCountsMemoryAndTheAdjustment(int memoryShare, int adjustment, int score)
    {
        _process.MemoryShare = memoryShare;
        _process.OutOfMemoryAdjustment = adjustment;
        Assert.Equal($"{score}\n", Read("/proc/7/oom_score"));
    }

    [Fact]
    public void DescriptorsShowWhatTheyLeadTo()
    {
        int descriptor = _tree.Open("/bin/x", OpenFlags.CloExec);
        Assert.Equal("/bin/x", ReadLink($"/proc/7/fd/{descriptor}"));
        Assert.Equal("pos:\t0\nflags:\t02100000\nmnt_id:\t1\nino:\t4\n", Read($"/proc/7/fdinfo/{descriptor}"));
        ((TreeDirectory)_tree.Find("/bin")).Remove("x"u8);
        Assert.Equal("/bin/x (deleted)", ReadLink($"/proc/7/fd/{descriptor}"));
        Assert.Equal("/bin/x (deleted)", ReadLink("/proc/7/exe"));
        Assert.Equal("program", Read($"/proc/7/fd/{descriptor}"));
        Assert.Equal(Errno.ENOENT, _tree.TryOpen("/proc/7/fd/99").Error);

        _tree.Context.Credentials = new Credentials(9, 9);
        Assert.Equal(Errno.EACCES, _tree.TryOpen($"/proc/7/fd/{descriptor}").Error);
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/proc/7/maps").Error);
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/proc/7/environ").Error);
    }

    [Fact]
    public void MemoryIsInTheColumnsOfTheHost()
    {
        Regex line = new(@"^(\w+): +(\d+) kB$");
        Dictionary<string, int> host = File.ReadAllLines("/proc/meminfo").Where(text => line.IsMatch(text))
            .ToDictionary(text => line.Match(text).Groups[1].Value, static text => text.IndexOf(" kB", StringComparison.Ordinal));
        foreach (string text in Read("/proc/meminfo").TrimEnd('\n').Split('\n'))
        {
            Assert.Matches(line, text);
            Assert.Equal(host[line.Match(text).Groups[1].Value], text.IndexOf(" kB", StringComparison.Ordinal));
        }

        Assert.StartsWith("MemTotal:          65536 kB\nMemFree:           32768 kB\n", Read("/proc/meminfo"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSystemsTexts()
    {
        Assert.Equal("1.50 0.01 12.00 1/3 29\n", Read("/proc/loadavg"));
        Assert.Equal("100.05 60.00\n", Read("/proc/uptime"));
        Assert.Equal("a=b c\n", Read("/proc/cmdline"));
        Assert.Equal(
            """
                       CPU0       
              0:          7  IO-APIC   2-edge      timer
             11:    1234567   XT-PIC  11-level     
            LOC:        990  Local timer interrupts
            SPU:          3  Spurious interrupts

            """,
            Read("/proc/interrupts"));
        Assert.StartsWith("cpu  3000 0 1000 6000 0 0 0 0 0 0\ncpu0 3000 ", Read("/proc/stat"), StringComparison.Ordinal);
        Assert.Contains("\nbtime 1700000000\nprocesses 30\n", Read("/proc/stat"), StringComparison.Ordinal);
        Assert.Equal(Errno.EIO, _tree.OpenFile("/proc/uptime", OpenFlags.WrOnly).Write("1"u8).Error);
    }

    [Fact]
    public void TheCpuHasTheLinesOfTheHost()
    {
        string[] host = [.. Pairs(File.ReadAllText("/proc/cpuinfo").Split("\n\n")[0]).Keys];
        Dictionary<string, string> here = Pairs(Read("/proc/cpuinfo"));
        Assert.Equal(host.Where(here.ContainsKey), here.Keys.Where(host.Contains));
        Assert.Equal(("GenuineIntel", "6", "85", "7"), (here["vendor_id"], here["cpu family"], here["model"], here["stepping"]));
        Assert.Equal(("2500.000", "5000.00", "fpu sse hypervisor"), (here["cpu MHz"], here["bogomips"], here["flags"]));
    }

    [Fact]
    public void TheFirstCharacterOfAWriteAsksTheKernelForSomething()
    {
        Assert.Equal(3, _tree.OpenFile("/proc/sysrq-trigger", OpenFlags.WrOnly).Write("mt\n"u8).Raw);
        Assert.Equal(1, _tree.OpenFile("/proc/sysrq-trigger", OpenFlags.WrOnly).Write("h"u8).Raw);
        Assert.Equal("mh", _system.Requests);
    }

    [Fact]
    public void SettingsOfTheSystem()
    {
        Assert.Equal("Linux\n", Read("/proc/sys/kernel/ostype"));
        Assert.Equal(Errno.EACCES, _tree.TryOpen("/proc/sys/kernel/ostype", OpenFlags.WrOnly).Error);
        Assert.Equal(4, _tree.OpenFile("/proc/sys/kernel/hostname", OpenFlags.WrOnly).Write("abc\n"u8).Raw);
        Assert.Equal("abc\n", Read("/proc/sys/kernel/hostname"));
        Assert.Equal("abc", Encoding.ASCII.GetString(_system.Names.Host));
        Regex uuid = new(@"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$");
        Assert.Matches(uuid, File.ReadAllText("/proc/sys/kernel/random/uuid"));
        Assert.Matches(uuid, Read("/proc/sys/kernel/random/uuid"));
        Assert.Equal(Read("/proc/sys/kernel/random/boot_id"), Read("/proc/sys/kernel/random/boot_id"));
    }

    public IProcess? Find(int id) => id == 7 ? _process : null;

    public IProcess? FindNext(int id) => id < 7 ? _process : null;

    /// <summary>The fields of stat: the name may have blanks in it.</summary>
    private static string[] Fields(string text)
    {
        int end = text.LastIndexOf(')') + 1;
        int start = text.IndexOf('(', StringComparison.Ordinal);
        return [text[..start].Trim(), text[start..end], .. text[end..].Trim().Split(' ')];
    }

    private static Dictionary<string, string> Pairs(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(
            static line => line[..line.IndexOf(':', StringComparison.Ordinal)].Trim(),
            static line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());

    private static string Read(OpenFile file)
    {
        byte[] buffer = new byte[16384];
        IoResult result = file.Read(buffer);
        Assert.False(result.IsError, string.Create(CultureInfo.InvariantCulture, $"{result.Error}"));
        return Encoding.UTF8.GetString(buffer, 0, (int)result.Raw);
    }

    private string Read(string path) => Read(_tree.OpenFile(path));

    private string ReadLink(string path)
    {
        byte[] buffer = new byte[99];
        return Encoding.ASCII.GetString(
            buffer, 0, (int)PathCalls.ReadLink(_tree.Context, PathLimits.AtFdCwd, TestTree.Bytes(path), buffer).Raw);
    }
}
