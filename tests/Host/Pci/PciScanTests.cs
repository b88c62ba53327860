using System;
using System.Buffers.Binary;
using System.Linq;
using Lodestar.Core.Pci;
using Xunit;

namespace Lodestar.Host.Tests.Pci;

/// <summary>Which functions are found, and what their headers say; also where hardware says what cannot be.</summary>
public sealed class PciScanTests
{
    private const uint Network = 0x100e_8086;

    private readonly FakePci _pci = new();

    [Fact]
    public void FunctionsAreFoundBehindBridges()
    {
        _pci.Add(0, 0, 0, 0x29c0_8086, 0x0600_0000);
        _pci.AddBridge(0, 3, secondary: 2);
        _pci.AddBridge(2, 31, secondary: 1);
        _pci.Add(1, 4, 0, Network, 0x0200_0003);
        _pci.Add(0, 31, 0, 0x2918_8086, 0x0601_0002, type: 0x80);
        _pci.Add(0, 31, 7, 0x2930_8086);
        _pci.Add(0, 4, 1, Network);
        _pci.Add(0, 5, 0, 0x0000_0000);
        _pci.Add(0, 6, 0, 0x1234_ffff);
        PciScan scan = Scan();
        Assert.Equal(
            ["0000:00:00.0", "0000:00:03.0", "0000:00:1f.0", "0000:00:1f.7", "0000:01:04.0", "0000:02:1f.0"],
            scan.Functions.Select(static function => function.Address.ToString()));
        Assert.Empty(scan.Problems);
        PciFunction network = scan.Functions[4];
        Assert.Equal((0x8086, 0x100e, 0x020000U, 3), (network.Vendor, network.Device, network.Class, network.Revision));
        Assert.Same(scan.Functions[5], network.Parent);
        Assert.Same(scan.Functions[1], network.Parent!.Parent);
        Assert.Null(scan.Functions[1].Parent);
    }

    [Fact]
    public void BehindALinkThereIsOneDevice()
    {
        byte[] port = _pci.AddBridge(0, 1, secondary: 1);
        AddCapabilities(port, (0x10, 0x0042));
        for (byte device = 0; device < 32; device++)
        {
            _pci.Add(1, device, 0, Network);
        }

        Assert.Equal(["0000:00:01.0", "0000:01:00.0"], Scan().Functions.Select(static function => function.Address.ToString()));
    }

    [Fact]
    public void BridgesThatAllLeadToTheSameBusAreFollowedOnce()
    {
        foreach (byte target in (byte[])[0, 1, 5])
        {
            FakePci pci = new()
            {
                // A bridge wherever one looks.
                Instead = (address, offset) => offset switch
                {
                    0 => 0x000c_1b36U,
                    8 => 0x0604_0000U,
                    0x0c => 0x0081_0000U,
                    0x18 => (uint)target << 8,
                    _ => 0,
                },
            };
            PciScan scan = PciScan.Run(pci, [(0, 0)]);
            int buses = target == 0 ? 1 : 2;
            Assert.Equal(buses * 256, scan.Functions.Count);
            Assert.Equal(target == 0 ? 0 : (buses * 256) - 1, scan.Problems.Count);
        }
    }

    [Fact]
    public void AMachineFullOfFunctionsEnds()
    {
        int next = 0;
        FakePci pci = new()
        {
            Instead = (address, offset) => offset switch
            {
                0 => 0x000c_1b36U,
                0x0c => 0x0081_0000U,
                0x18 => (uint)(byte)++next << 8,
                _ => 0xffff_ff10,
            },
        };
        PciScan scan = PciScan.Run(pci, [(0, 0), (1, 0)]);
        Assert.Equal(PciScan.MostFunctions, scan.Functions.Count);
        Assert.NotEmpty(scan.Problems);
        Assert.InRange(pci.Reads, 1, 400_000);
    }

    [Fact]
    public void NoiseEnds()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Random random = new(seed);
            FakePci pci = new() { Instead = (_, _) => (uint)random.NextInt64(1L << 32) };
            PciScan scan = PciScan.Run(pci, [(0, 0)]);
            Assert.True(scan.Functions.Count <= PciScan.MostFunctions);
        }
    }

    [Fact]
    public void CapabilitiesAreFound()
    {
        byte[] plain = _pci.Add(0, 1, 0, Network);
        AddCapabilities(plain, (0x01, 0), (0x05, 0), (0x10, 0x0002));
        byte[] bridge = _pci.AddBridge(0, 2, secondary: 0);
        AddCapabilities(bridge, (0x0d, 0));
        BinaryPrimitives.WriteUInt32LittleEndian(bridge.AsSpan(0x44), 0xbeef_cafe);
        byte[] ring = _pci.Add(0, 3, 0, Network);
        AddCapabilities(ring, (0x01, 0), (0x05, 0));
        ring[0x49] = 0x40;
        _pci.IsAllExtended = true;
        PciScan scan = Scan();
        Assert.Equal([4096, 256, 256], scan.Functions.Select(static function => function.Size));
        Assert.Equal((0xcafe, 0xbeef), (scan.Functions[1].SubsystemVendor, scan.Functions[1].SubsystemDevice));
        _pci.IsAllExtended = false;
        Assert.Equal(256, Scan().Functions[0].Size);
    }

    [Fact]
    public void AddressesAreRead()
    {
        byte[] bytes = _pci.Add(0, 2, 0, Network);
        uint[] bars = [0xfebc_0000, 0x0000_c041, 0xe000_000c, 0x0000_0008, 0, 0xfe00_0004];
        for (int i = 0; i < bars.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x10 + (i * 4)), bars[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x2c), 0x1100_1af4);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x30), 0xfeb0_0001);
        (bytes[0x3c], bytes[0x3d]) = (11, 1);
        PciFunction function = Scan().Functions[0];
        Assert.Equal(
            [
                new PciBar(0xfebc_0000, 0), new PciBar(0xc040, 1), new PciBar(0x8_e000_0000, 0xc), default, default,
                new PciBar(0xfe00_0000, 4), new PciBar(0xfeb0_0000, 8),
            ],
            function.Bars);
        Assert.True(function.Bars[1].IsPorts);
        Assert.True(function.Bars[2] is { Is64Bit: true, IsPrefetchable: true });
        Assert.Equal(11, function.InterruptLine);
        Assert.Equal((0x1af4, 0x1100), (function.SubsystemVendor, function.SubsystemDevice));
        bytes[0x3d] = 0;
        Assert.Equal(0, Scan().Functions[0].InterruptLine);
        (bytes[0x3c], bytes[0x3d]) = (0xff, 1);
        Assert.Equal(0, Scan().Functions[0].InterruptLine);
    }

    [Fact]
    public void BothWaysAreCompared()
    {
        FakePci other = new();
        Assert.False(PciConfiguration.Agree(_pci, other));
        _pci.Add(0, 0, 0, 0x29c0_8086);
        Assert.False(PciConfiguration.Agree(_pci, other));
        other.Add(0, 0, 0, 0x29c0_8086);
        Assert.True(PciConfiguration.Agree(_pci, other));
        other.Add(0, 31, 0, 0x2918_8086);
        Assert.False(PciConfiguration.Agree(_pci, other));
    }

    [Fact]
    public void EachWayIsUsedForWhatItReaches()
    {
        PciAddress address = new(0, 0, 0, 0);
        _pci.Add(0, 0, 0, 1);
        FakePci memory = new() { IsAllExtended = true };
        memory.Add(0, 0, 0, 2)[256] = 3;
        PciConfiguration both = new(_pci, memory);
        Assert.Equal((1U, 3U), (both.Read(address, 0), both.Read(address, 256)));
        Assert.True(both.IsExtended(0, 0));
        Assert.Equal(2U, new PciConfiguration(null, memory).Read(address, 0));
        PciConfiguration ports = new(_pci, null);
        Assert.Equal(IPciConfiguration.Absent, ports.Read(address, 256));
        Assert.Equal(IPciConfiguration.Absent, ports.Read(address with { Segment = 1 }, 0));
        Assert.False(ports.IsExtended(0, 0));
    }

    [Theory]
    [InlineData(0x8086, 0x1237, "Intel 440FX host bridge")]
    [InlineData(0x8086, 0x100e, "Intel 82540EM gigabit Ethernet")]
    [InlineData(0x1234, 0x1111, "Bochs VGA")]
    [InlineData(0x1022, 0x790e, "AMD FCH LPC")]
    [InlineData(0xc0a9, 0x540a, "Micron/Crucial NVMe P2")]
    [InlineData(0x8086, 0xffff, "Intel ")]
    [InlineData(0x1111, 0x1234, " ")]
    [InlineData(0xffff, 0xffff, " ")]
    public void DevicesHaveNames(ushort vendor, ushort device, string expected) =>
        Assert.Equal(expected, $"{PciNames.OfVendor(vendor)} {PciNames.OfDevice(vendor, device)}");

    [Theory]
    [InlineData(0x030000, "VGA")]
    [InlineData(0x0c0330, "USB controller")]
    [InlineData(0x0c1234, "serial bus controller")]
    [InlineData(0xff0000, "device")]
    public void ClassesHaveNames(uint code, string expected) => Assert.Equal(expected, PciClassNames.Of(code));

    private PciScan Scan() => PciScan.Run(_pci, [(0, 0)]);

    /// <summary>Makes a list of capabilities from 0x40 on, 8 bytes each, with a word behind each header.</summary>
    private static void AddCapabilities(byte[] bytes, params (byte Number, ushort Word)[] capabilities)
    {
        bytes[0x06] = 0x10;
        bytes[0x34] = 0x40;
        for (int i = 0; i < capabilities.Length; i++)
        {
            int offset = 0x40 + (i * 8);
            bytes[offset] = capabilities[i].Number;
            bytes[offset + 1] = (byte)(i + 1 < capabilities.Length ? offset + 8 : 0);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset + 2), capabilities[i].Word);
        }
    }
}
