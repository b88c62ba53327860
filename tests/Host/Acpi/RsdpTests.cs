using System;
using System.Linq;
using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>The root pointer: from a loader, and looked for in a BIOS's memory.</summary>
public sealed class RsdpTests
{
    private const ulong ExtendedDataPointer = 0x40e;
    private const ulong ExtendedData = 0x9_fc00;
    private const ulong Bios = 0xe_0000;

    private static byte[] Old => FirmwareImage.Root(0, 0x1234, 0);

    private static byte[] New => FirmwareImage.Root(2, 0x1234, 0x1_0000_5678);

    [Fact]
    public void BothVersionsAreRead()
    {
        Assert.Equal(new Rsdp(0, 0x1234, 0), Rsdp.TryRead(Old));
        Assert.Equal(new Rsdp(2, 0x1234, 0x1_0000_5678), Rsdp.TryRead(New));
        Assert.Equal(new Rsdp(0, 0x1234, 0), Rsdp.TryRead([.. Old, .. new byte[16]]));
    }

    [Fact]
    public void ANewOneThatIsCutOffOrDamagedBehindIsAnOldOne()
    {
        byte[] damaged = New;
        damaged[30] ^= 1;
        Assert.Equal(new Rsdp(2, 0x1234, 0), Rsdp.TryRead(damaged));
        Assert.Equal(new Rsdp(2, 0x1234, 0), Rsdp.TryRead(New.AsSpan(0, 35)));
    }

    [Fact]
    public void WhatIsShortOrDamagedIsNone()
    {
        for (int length = 0; length < Rsdp.FirstSize; length++)
        {
            Assert.Null(Rsdp.TryRead(Old.AsSpan(0, length)));
        }

        for (int i = 0; i < Rsdp.FirstSize; i++)
        {
            byte[] damaged = Old;
            damaged[i]++;
            Assert.Null(Rsdp.TryRead(damaged));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1024 - 32)]
    public void ItIsFoundInTheExtendedDataArea(int offset)
    {
        FirmwareImage image = new FirmwareImage()
            .Put(ExtendedDataPointer, FirmwareImage.Number(ExtendedData >> 4, 2))
            .Put(ExtendedData, Area(1024, offset, Old))
            .Put(Bios, Area(0x2_0000, 0, New));
        Assert.Equal(new Rsdp(0, 0x1234, 0), Rsdp.Search(image.Read));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x1_5550)]
    [InlineData(0x2_0000 - 48)]
    public void ItIsFoundInTheBios(int offset)
    {
        byte[] area = Area(0x2_0000, offset, New);
        foreach (ulong pointer in (ulong[])[0, ExtendedData >> 4, 0xffff])
        {
            FirmwareImage image = new FirmwareImage()
                .Put(ExtendedDataPointer, FirmwareImage.Number(pointer, 2)).Put(Bios, area);
            Assert.Equal(new Rsdp(2, 0x1234, 0x1_0000_5678), Rsdp.Search(image.Read));
        }
    }

    [Fact]
    public void ItStartsAtAMultipleOf16AndHasAChecksum()
    {
        byte[] damaged = Old;
        damaged[19]++;
        byte[] area = Area(0x2_0000, 0x108, Old);
        damaged.CopyTo(area, 0x2000);
        Assert.Null(Rsdp.Search(new FirmwareImage().Put(Bios, area).Read));
        Assert.Null(Rsdp.Search(new FirmwareImage().Read));
    }

    private static byte[] Area(int length, int offset, byte[] root)
    {
        byte[] area = [.. Enumerable.Repeat((byte)0xff, length)];
        root.CopyTo(area, offset);
        return area;
    }
}
