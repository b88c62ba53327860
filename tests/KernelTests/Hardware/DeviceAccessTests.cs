using System;
using Lodestar.Machine.Boot;
using Lodestar.Machine.Devices;
using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>What drivers of the safe half reach: ports, registers in memory, what the firmware left.</summary>
public static unsafe class DeviceAccessTests
{
    private const ulong BiosStart = 0xf_0000;
    private const ulong HighPage = 0xffff_f000;

    [Test]
    public static void RamIsNotMappedAsRegisters()
    {
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.IsRam)
            {
                Check.That(MmioRegion.TryMap(Math.Max(region.Start, 4096), 8) == null);
                Check.That(MmioRegion.TryMap((region.End - 1) & ~7UL, 16) == null);
                Check.That(MmioRegion.TryMap(Math.Max(region.Start, 4096) - 8, region.End) == null);
            }
        }
    }

    [Test]
    public static void AddressesThatTheCpuDoesNotHaveAreNotMapped()
    {
        Check.That(MmioRegion.TryMap(PhysicalSpace.End, 8) == null);
        Check.That(MmioRegion.TryMap(PhysicalSpace.End - 8, 16) == null);
        Check.That(MmioRegion.TryMap(ulong.MaxValue - 7, 8) == null);
        Check.That(MmioRegion.TryMap(ulong.MaxValue - 7, 16) == null);
        Check.That(MmioRegion.TryMap(HighPage, 0) == null);
        Check.That(MmioRegion.TryMap(0, 8) == null);
    }

    [Test]
    public static void RegistersHaveBoundsAndWidths()
    {
        // The last page of the firmware, where the CPU begins: it is read-only.
        MmioRegion? region = MmioRegion.TryMap(HighPage + 8, 24);
        Check.That(region != null);
        ulong all = region!.Read64(8);
        Check.Equal((byte)all, region.Read8(8));
        Check.Equal((ushort)(all >> 16), region.Read16(10));
        Check.Equal((uint)(all >> 32), region.Read32(12));
        foreach ((ulong offset, Action<ulong> access) in ((ulong, Action<ulong>)[])
            [(24, at => region.Read8(at)), (23, at => region.Read16(at)), (18, at => region.Read32(at)), (24, at => region.Read64(at)),
            (ulong.MaxValue, at => region.Read8(at)), (ulong.MaxValue - 7, at => region.Write64(at, 0)), (22, at => region.Write32(at, 0))])
        {
            Check.Throws<ArgumentOutOfRangeException>(() => access(offset));
        }
    }

    [Test]
    public static void PortsHaveThreeWidths()
    {
        // PCI configuration mechanism 1: the address register holds what is written to it as a whole.
        const ushort ConfigurationAddress = 0xcf8;
        const uint SomeAddress = 0x8012_3454;
        uint before = IoPorts.Read32(ConfigurationAddress);
        IoPorts.Write32(ConfigurationAddress, SomeAddress);
        Check.Equal(SomeAddress, IoPorts.Read32(ConfigurationAddress));
        IoPorts.Write32(ConfigurationAddress, 0x8000_0000);
        uint identity = IoPorts.Read32(ConfigurationAddress + 4);
        Check.Equal((ushort)(identity >> 16), IoPorts.Read16(ConfigurationAddress + 6));
        Check.Equal((byte)(identity >> 8), IoPorts.Read8(ConfigurationAddress + 5));
        IoPorts.Write32(ConfigurationAddress, before);
    }

    [Test]
    public static void UsableMemoryIsNotTheFirmwares()
    {
        byte[] bytes = new byte[16];
        foreach (ref readonly MemoryRegion region in BootInformation.Regions)
        {
            if (region.Kind == MemoryKind.Usable && region.Start >= PhysicalSpace.LowMemoryEnd)
            {
                Check.That(!FirmwareMemory.TryRead(region.Start, bytes));
                Check.That(!FirmwareMemory.TryRead(region.End - 8, bytes));
            }
        }

        Check.That(!FirmwareMemory.TryRead(PhysicalSpace.End, bytes));
        Check.That(!FirmwareMemory.TryRead(ulong.MaxValue - 7, bytes));
    }

    [Test]
    public static void FirmwareMemoryIsReadAcrossPages()
    {
        const int ResetVector = 0x1ff0;
        // The instruction that the CPU begins with. The same ROM is below 1 MiB, which is mapped, and below 4 GiB, where the memory map reserves it.
        byte[] low = new byte[0x2000];
        byte[] high = new byte[0x2000];
        Check.That(FirmwareMemory.TryRead(BiosStart + 0xe000, low));
        Check.That(FirmwareMemory.TryRead(0xffff_e000, high));
        Check.That(low.AsSpan(ResetVector, 8).SequenceEqual(high.AsSpan(ResetVector, 8)));
        Check.That(!KernelAddressSpace.IsMapped((byte*)MemoryMap.Window));
    }
}
