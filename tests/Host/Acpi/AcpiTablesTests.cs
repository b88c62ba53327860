using System;
using System.Linq;
using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>Lists of tables, and what is wrong with them.</summary>
public sealed class AcpiTablesTests
{
    private const ulong High = 0x12_3456_7000;

    private static byte[] Madt => FirmwareImage.Table("APIC", 4, [0, 0, 0xe0, 0xfe, 1, 0, 0, 0]);

    private static byte[] SoftOff => [0x08, .. "_S5_"u8, 0x12, 6, 4, 0x0a, 5, 0x0a, 5, 0, 0];

    [Fact]
    public void The64BitListCountsAndMayNameTablesAbove4GiB()
    {
        FirmwareImage image = new FirmwareImage()
            .Put(0x1000, FirmwareImage.List(isLong: false, 0x3000))
            .Put(0x2000, FirmwareImage.List(isLong: true, High))
            .Put(0x3000, FirmwareImage.Table("HPET", 1, new byte[20]))
            .Put(High, Madt);
        AcpiTables tables = AcpiTables.Read(new Rsdp(2, 0x1000, 0x2000), image.Read);
        Assert.Empty(tables.Problems);
        Assert.Equal(0xfee0_0000u, tables.Madt!.LocalApicAddress);
        Assert.Null(tables.Hpet);
        Assert.Equal(High, Assert.Single(tables.Tables).Address);
        Assert.Equal("TESTER", tables.Tables[0].OemId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    public void TheOldListStandsInForADamagedOne(int damaged)
    {
        byte[] list = FirmwareImage.List(isLong: true, 0x4000, 0x5000);
        list[damaged]++;
        FirmwareImage image = new FirmwareImage()
            .Put(0x1000, FirmwareImage.List(isLong: false, 0x3000)).Put(0x2000, list).Put(0x3000, Madt);
        AcpiTables tables = AcpiTables.Read(new Rsdp(2, 0x1000, 0x2000), image.Read);
        Assert.NotNull(tables.Madt);
        Assert.Contains("at 0x2000", Assert.Single(tables.Problems));
    }

    [Fact]
    public void AListOfNothingIsNone()
    {
        FirmwareImage image = new FirmwareImage()
            .Put(0x1000, FirmwareImage.List(isLong: false, 0x3000)).Put(0x2000, FirmwareImage.List(isLong: true, 0, 0xdead)).Put(0x3000, Madt);
        Assert.NotNull(AcpiTables.Read(new Rsdp(2, 0x1000, 0x2000), image.Read).Madt);
    }

    [Fact]
    public void WithoutAListThereIsNothingButAProblem()
    {
        AcpiTables tables = AcpiTables.Read(new Rsdp(2, 0x1000, 0x2000), new FirmwareImage().Read);
        Assert.True(tables is { Fadt: null, Madt: null, Hpet: null, Mcfg: null, SoftOff: null, Tables.Count: 0 });
        Assert.Equal(3, tables.Problems.Count);
    }

    [Fact]
    public void EntriesThatAreZeroRepeatedOrCutOffAreLeftOut()
    {
        byte[] list = FirmwareImage.List(isLong: false, 0, 0x3000, 0x3000, 0x4000, 0);
        byte[] cut = FirmwareImage.Table("RSDT", 1, list.AsSpan(AcpiTable.HeaderSize, 18));
        FirmwareImage image = new FirmwareImage().Put(0x1000, cut).Put(0x3000, Madt).Put(0x4000, Madt);
        AcpiTables tables = AcpiTables.Read(new Rsdp(0, 0x1000, 0), image.Read);
        Assert.Empty(tables.Problems);
        Assert.Equal([0x3000UL, 0x4000UL], tables.Tables.Select(static table => table.Address));
    }

    [Fact]
    public void ALongListIsReadUpToALimit()
    {
        ulong[] entries = [.. Enumerable.Range(0, 5000).Select(static i => (ulong)i + 1)];
        FirmwareImage image = new FirmwareImage().Put(0x10_0000, FirmwareImage.List(isLong: true, entries));
        Assert.InRange(AcpiTables.Read(new Rsdp(2, 0, 0x10_0000), image.Read).Problems.Count, 256, 258);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(35u)]
    [InlineData(45u)]
    [InlineData(0x1000u)]
    [InlineData(0x7fff_ffffu)]
    [InlineData(0xffff_ffffu)]
    public void ATableWithAWrongLengthIsNotUsed(uint length)
    {
        byte[] table = Madt;
        FirmwareImage.Number(length, 4).CopyTo(table, 4);
        FirmwareImage.Sign(table, 9);
        FirmwareImage image = new FirmwareImage().Put(0x1000, FirmwareImage.List(isLong: false, 0x3000)).Put(0x3000, table);
        AcpiTables tables = AcpiTables.Read(new Rsdp(0, 0x1000, 0), image.Read);
        Assert.Null(tables.Madt);
        Assert.Contains("APIC at 0x3000", tables.Problems[0]);
        Assert.InRange(image.BytesRead, 1, 1000);
    }

    [Fact]
    public void WhatSwitchesOffIsInTheDifferentiatedTableOrInAFurtherOne()
    {
        byte[] fadt = new FadtBuilder(3, 244).With(40, 0x5000, 4).With(140, 0x6000, 8).Build();
        FirmwareImage image = new FirmwareImage()
            .Put(0x1000, FirmwareImage.List(isLong: false, 0x3000, 0x4000))
            .Put(0x3000, fadt)
            .Put(0x4000, FirmwareImage.Table("SSDT", 1, SoftOff))
            .Put(0x5000, FirmwareImage.Table("DSDT", 1, [0x08, .. "_S5_"u8, 0x12, 4, 2, 1, 1]));

        // The newer address leads nowhere.
        Assert.Equal(new SleepType(1, 1), AcpiTables.Read(new Rsdp(0, 0x1000, 0), image.Read).SoftOff);
        image.Put(0x6000, FirmwareImage.Table("DSDT", 2, [0x08, .. "_S4_"u8, 0x12, 4, 2, 1, 1]));
        Assert.Equal(new SleepType(5, 5), AcpiTables.Read(new Rsdp(0, 0x1000, 0), image.Read).SoftOff);
        image.Put(0x6000, FirmwareImage.Table("FACS", 2, []));
        AcpiTables tables = AcpiTables.Read(new Rsdp(0, 0x1000, 0), image.Read);
        Assert.Equal(new SleepType(1, 1), tables.SoftOff);
        Assert.Contains("should be DSDT", Assert.Single(tables.Problems));
    }
}
