using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lodestar.Qemu.Tests.Harness;
using Xunit;

namespace Lodestar.Qemu.Tests.Cases;

/// <summary>The disc that <c>make iso</c> makes: its menu, what is on it, and that it is the same each time.</summary>
public sealed class DiscContent
{
    /// <summary>A prefix of the names of a few ring-0 tests.</summary>
    private const string OneClass = "CpuTests.";

    private const int ResetOrPowerOff = 0;

    /// <summary>What the disc may take, in bytes.</summary>
    private const int LargestDisc = 12_000_000;

    /// <summary>What a person does who has the disc, and a terminal at the first serial port.</summary>
    private const string Visit = """
        see automatically in
        key s
        see boot: done
        see This is Lodestar.
        see ~ # 
        key grep -c '^GRUB for' /licences/SOURCES; grep -l 'GNU GENERAL PUBLIC' /licences/*; ls /licences/dotnet^M
        see 2^M^J/licences/GPL-2^M^J/licences/GPL-3^M^JLICENSE.TXT
        see ~ # 
        key hello-managed person^M
        see Hello from ring 3, person!
        see ~ # 
        key reboot^M
        """;

    [Fact]
    public async Task TheMenuStartsAShellOnTheSerialPort()
    {
        using Conversation person = new();
        using BootDisc disc = await BootDisc.ForPeople();
        Task talking = Task.CompletedTask;
        BootResult result = await QemuMachine.Boot(
            new QemuOptions { Image = Repository.Kernel, Disc = disc.Path, LogSocket = person.SocketPath },
            started: _ => talking = person.Follow(Visit));
        person.HangUp();
        await talking;
        result.Must(result.ExitCode == ResetOrPowerOff, "expected the end that the person asked for");
        Assert.InRange(new FileInfo(disc.Path).Length, 1, LargestDisc);
    }

    /// <summary>And a disc that is made later is the same, in the dates and numbers of its file systems and partitions too.</summary>
    [Fact]
    public async Task TheTestKernelBootsFromADiscOfItsOwn()
    {
        const string Words = "exit=qemu test=" + OneClass;
        using BootDisc disc = await BootDisc.Make(Repository.TestKernel, Words);
        BootResult result = await QemuMachine.Boot(new QemuOptions { Image = Repository.TestKernel, Disc = disc.Path });

        result.MustExitWith(QemuExit.Success);
        result.Must(
            result.Log.Lines.Any(static line => line.StartsWith("PASS " + OneClass, StringComparison.Ordinal)),
            $"expected the tests of {OneClass}");
        using BootDisc later = await BootDisc.Make(Repository.TestKernel, Words);
        Assert.Equal(await File.ReadAllBytesAsync(disc.Path), await File.ReadAllBytesAsync(later.Path));
    }
}
