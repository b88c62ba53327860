using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>Two tables that name places.</summary>
public sealed class HpetAndMcfgTests
{
    [Fact]
    public void TheTimerIsInMemory()
    {
        byte[] content = [1, 0xa2, 0x86, 0x80, 0, 0, 0, 0, 0, 0, 0xd0, 0xfe, 0, 0, 0, 0, 3, 0x80, 0x0c, 0];
        Hpet hpet = new(Table(Hpet.Signature, content));
        Assert.Equal((0xfed0_0000UL, (byte)3, (ushort)0xc80), (hpet.Address, hpet.Number, hpet.ShortestPeriod));
        content[4] = 1;
        Assert.Equal(0u, new Hpet(Table(Hpet.Signature, content)).Address);
        Assert.Equal(0u, new Hpet(Table(Hpet.Signature, content[..15])).Address);
    }

    [Fact]
    public void SegmentsWithoutAnAddressOrInTheWrongOrderAreLeftOut()
    {
        byte[] content =
        [
            0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0xb0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0xff, 0, 0, 0, 0,
            0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 8, 7, 0, 0, 0, 0,
            0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 8, 8, 0, 0, 0, 0,
            0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 8, 8, 0, 0, 0,
        ];
        Assert.Equal(
            [new McfgSegment(0xb000_0000, 0, 0, 0xff), new McfgSegment(0x1_0000_0000, 0x201, 8, 8)],
            new Mcfg(Table(Mcfg.Signature, content)).Segments);
        Assert.Empty(new Mcfg(Table(Mcfg.Signature, [])).Segments);
    }

    private static AcpiTable Table(string signature, byte[] content) =>
        AcpiTable.TryRead(new FirmwareImage().Put(64, FirmwareImage.Table(signature, 1, content)).Read, 64, out _)!;
}
