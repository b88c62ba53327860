using System;
using System.Collections.Generic;
using System.Linq;
using Lodestar.Core.Acpi;
using Lodestar.Machine.Devices;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>CPUs, I/O APICs and interrupt lines.</summary>
public sealed class MadtTests
{
    private static byte[] IoApic => [1, 12, 2, 0, 0, 0, 0xc0, 0xfe, 0, 0, 0, 0];

    private static byte[] TimerOverride => Override(0, 2, 0);

    [Fact]
    public void APcLooksAsExpected()
    {
        Madt madt = Read([.. Cpu(0, 1), .. Cpu(1, 1), .. IoApic, .. TimerOverride, .. Override(9, 9, 0xd), .. Override(11, 20, 0xf)]);
        Assert.Equal(2, madt.ProcessorCount);
        Assert.Equal(new IoApicPlace(0xfec0_0000, 0), Assert.Single(madt.IoApics));
        Assert.True(madt.HasOldControllers);
        Assert.False(madt.IsDamaged);
        InterruptRoute?[] routes = Routes(madt);
        Assert.Equal(new InterruptRoute(2, false, false), routes[0]);
        Assert.Equal(new InterruptRoute(1, false, false), routes[1]);
        Assert.Null(routes[2]);
        Assert.Equal(new InterruptRoute(9, false, true), routes[9]);
        Assert.Null(routes.ElementAtOrDefault(20));
        Assert.Equal(new InterruptRoute(20, true, true), routes[11]);
    }

    [Fact]
    public void CpusCountOnceAndIfTheyAreEnabled()
    {
        byte[] x2 = [9, 16, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0];
        byte[] same = [9, 16, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0];
        Assert.Equal(3, Read([.. Cpu(3, 1), .. Cpu(4, 0), .. Cpu(3, 1), .. Cpu(5, 2), .. Cpu(6, 3), .. Cpu(0xff, 1), .. x2, .. same]).ProcessorCount);
    }

    [Fact]
    public void TheLastWordOnALineCounts()
    {
        InterruptRoute?[] routes = Routes(Read([.. Override(5, 17, 0xf), .. Override(5, 5, 0), .. Override(200, 3, 0), 2, 10, 1, 4, 30, 0, 0, 0, 0, 0]));
        Assert.Equal(new InterruptRoute(5, false, false), routes[5]);
        Assert.Null(routes[3]); // line 200 has it
        Assert.Equal(4u, routes[4]!.Value.Input); // another bus
    }

    [Fact]
    public void TheLocalApicsAddressMayBeAbove4GiB() =>
        Assert.Equal(0x12_3456_7000u, Read([5, 12, 0, 0, 0, 0x70, 0x56, 0x34, 0x12, 0, 0, 0]).LocalApicAddress);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    public void AnEntryOfNoLengthEndsTheReading(byte length)
    {
        Madt madt = Read([.. Cpu(0, 1), 0x80, length, .. Cpu(1, 1)]);
        Assert.True(madt.IsDamaged);
        Assert.Equal(1, madt.ProcessorCount);
    }

    [Fact]
    public void ShortAndUnknownEntriesArePassedOver()
    {
        List<byte> entries = [0x7f, 2, 0x0d, 3, 1];
        foreach (byte type in (byte[])[0, 1, 2, 3, 5, 9])
        {
            entries.AddRange([type, 2, type, 4, 0, 0]);
        }

        Madt madt = Read([.. entries, .. Cpu(8, 1)]);
        Assert.True(madt is { IsDamaged: false, ProcessorCount: 1, IoApics.Count: 0, Overrides.Count: 0, NmiSources: 0 });
    }

    [Fact]
    public void IoApicsAreLimitedAndDifferent()
    {
        byte[] many = [.. Enumerable.Range(1, 200).SelectMany(static i => (byte[])[.. IoApic[..4], (byte)i, .. IoApic[5..]])];
        Assert.Equal(64, Read(many).IoApics.Count);
        Assert.Single(Read([.. IoApic, .. IoApic, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).IoApics);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    public void ATableWithoutEntriesIsEmpty(int length)
    {
        Madt madt = new(Table(new byte[length]));
        Assert.True(madt is { IsDamaged: false, ProcessorCount: 0, IoApics.Count: 0 });
        Assert.All(Routes(madt), static route => Assert.NotNull(route));
    }

    private static byte[] Cpu(byte id, byte flags) => [0, 8, id, id, flags, 0, 0, 0];

    private static byte[] Override(byte line, byte input, byte flags) => [2, 10, 0, line, input, 0, 0, 0, flags, 0];

    private static Madt Read(byte[] entries) => new(Table([0, 0, 0xe0, 0xfe, 1, 0, 0, 0, .. entries]));

    private static AcpiTable Table(byte[] content) =>
        AcpiTable.TryRead(new FirmwareImage().Put(64, FirmwareImage.Table("APIC", 3, content)).Read, 64, out _)!;

    private static InterruptRoute?[] Routes(Madt madt)
    {
        InterruptRoute?[] routes = new InterruptRoute?[16];
        madt.FillRoutes(routes);
        return routes;
    }
}
