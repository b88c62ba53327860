using System;
using System.Buffers.Binary;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Files;
using Lodestar.Core.Files.Proc;
using Lodestar.Core.Files.Sys;
using Lodestar.Core.Pci;
using Lodestar.Host.Tests.Pci;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>What /proc/bus and /sys show of PCI devices, and of the clock.</summary>
public sealed class HardwareTests
{
    private const string Network = "/sys/bus/pci/devices/0000:01:05.0";

    private readonly TestTree _tree = new TestTree().Directory("/proc").Directory("/sys");

    public HardwareTests()
    {
        FakePci pci = new() { IsAllExtended = true };
        byte[] bridge = pci.AddBridge(0, 0x1c, secondary: 1);
        (bridge[0x06], bridge[0x34], bridge[0x40]) = (0x10, 0x40, 0x10);
        byte[] bytes = pci.Add(1, 5, 0, 0x100e_8086, 0x0200_0003);
        bytes[0x04] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x10), 0xfebc_0000);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x14), 0x0000_c041);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x2c), 0x1100_1af4);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x30), 0xfeb8_0000);
        (bytes[0x3c], bytes[0x3d], bytes[0x80]) = (11, 1, 0x77);
        PciScan scan = PciScan.Run(pci, [(0, 0)]);
        FileSystem processes = new("proc", 20, isReadOnly: false) { NameRefusal = Errno.ENOENT, HasFixedAttributes = true };
        FileSystem system = new("sysfs", 21, isReadOnly: false) { NameRefusal = Errno.EPERM, HasFixedAttributes = true };
        _tree.Mount("/proc", PciDirectory.CreateBus(processes, scan.Functions));
        _tree.Mount("/sys", SystemTree.Create(system, scan.Functions, new TestClockSources()));
    }

    [Fact]
    public void DevicesAreListed()
    {
        string zeros = string.Concat(System.Linq.Enumerable.Repeat("\t               0", 7));
        Assert.Equal(
            $"00e0\t1b36000c\t0{zeros}{zeros}\t\n"
            + "0128\t8086100e\tb\t        febc0000\t            c041\t               0\t               0\t               0\t               0"
            + $"\t        feb80008{zeros}\t\n",
            Read("/proc/pci/devices"));
    }

    [Fact]
    public void DevicesHaveTexts()
    {
        Assert.Equal("0x020000\n", Read(Network + "/class"));
        Assert.Equal("0x8086\n", Read(Network + "/vendor"));
        Assert.Equal("0x1100\n", Read(Network + "/subsystem_device"));
        Assert.Equal("0x03\n", Read(Network + "/revision"));
        Assert.Equal("11\n", Read(Network + "/irq"));
        Assert.Equal("1\n", Read(Network + "/enable"));
        Assert.Equal(
            "PCI_CLASS=20000\nPCI_ID=8086:100E\nPCI_SUBSYS_ID=1AF4:1100\nPCI_SLOT_NAME=0000:01:05.0\n"
            + "MODALIAS=pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00\n",
            Read(Network + "/uevent"));
        string[] resources = Read(Network + "/resource").Split('\n');
        Assert.Equal("0x00000000febc0000 0x00000000febc0000 0x0000000000040200", resources[0]);
        Assert.Equal("0x000000000000c040 0x000000000000c040 0x0000000000040101", resources[1]);
        Assert.Equal("0x0000000000000000 0x0000000000000000 0x0000000000000000", resources[2]);
        Assert.Equal("0x00000000feb80000 0x00000000feb80000 0x0000000000046200", resources[6]);
        Assert.Equal(8, resources.Length);
    }

    [Fact]
    public void ADeviceLiesBelowItsBridge()
    {
        Assert.Same(_tree.Find("/sys/devices/pci0000:00/0000:00:1c.0/0000:01:05.0/vendor"), _tree.Find(Network + "/vendor"));
        Assert.Same(_tree.Find("/sys/bus/pci/devices"), _tree.Find(Network + "/subsystem/devices"));
    }

    [Fact]
    public void OnlyTheSuperuserReadsAllOfAConfigurationSpace()
    {
        string path = "/proc/pci/01/05.0";
        byte[] bytes = new byte[5000];
        Assert.Equal(256, _tree.OpenFile(path).Read(bytes).Raw);
        Assert.Equal((0x86, 0x77), (bytes[0], bytes[0x80]));
        Assert.Equal(4096, _tree.OpenFile("/proc/pci/00/1c.0").Read(bytes).Raw);
        Assert.Equal(3, _tree.OpenFile(path).ReadAt(0x3b, bytes.AsSpan(0, 3)).Raw);
        Assert.Equal((0, 11, 1), (bytes[0], bytes[1], bytes[2]));
        Assert.Equal(Errno.EPERM, _tree.OpenFile(path, OpenFlags.RdWr).Write("x"u8).Error);
        _tree.Context.Credentials = new Credentials(7, 7);
        Assert.Equal(64, _tree.OpenFile(path).Read(bytes).Raw);
        Assert.Equal(0, _tree.OpenFile(path).ReadAt(64, bytes).Raw);
        Assert.Equal(64, _tree.OpenFile(Network + "/config").Read(bytes).Raw);
    }

    [Fact]
    public void TheClocksSourceCanBeChosen()
    {
        const string Path = "/sys/devices/system/clocksource/clocksource0/";
        Assert.Equal("tsc hpet \n", Read(Path + "available_clocksource"));
        OpenFile file = _tree.OpenFile(Path + "current_clocksource", OpenFlags.RdWr);
        Assert.False(file.Write("hpet\n"u8).IsError);
        Assert.Equal("hpet\n", Read(Path + "current_clocksource"));
        Assert.Equal(Errno.EINVAL, file.Write("sundial\n"u8).Error);
        Assert.Equal("hpet\n", Read(Path + "current_clocksource"));
    }

    private string Read(string path)
    {
        byte[] buffer = new byte[4096];
        return Encoding.ASCII.GetString(buffer, 0, (int)_tree.OpenFile(path).Read(buffer).Raw);
    }
}
