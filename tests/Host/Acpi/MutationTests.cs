using System;
using System.Linq;
using Lodestar.Core.Acpi;
using Lodestar.Machine.Devices;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>Tables with random damage, their checksums made right again: whatever they say, nothing fails and nothing is without end.</summary>
public sealed class MutationTests
{
    private const int Rounds = 5000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedTablesAreReadWithinBounds(int seed)
    {
        Random random = new(seed);
        int used = 0;
        for (int round = 0; round < Rounds; round++)
        {
            FirmwareImage image = Machine();
            foreach (byte[] piece in image.Pieces)
            {
                Damage(piece, random);
            }

            AcpiTables tables = AcpiTables.Read(new Rsdp(2, 0x1000, 0x2000), image.Read);
            Assert.InRange(image.BytesRead, 0, 100_000);
            Use(tables);
            used += tables is { Fadt: not null, Madt: not null } ? 1 : 0;
        }

        // Most rounds get as far as the tables' contents.
        Assert.InRange(used, Rounds / 10, Rounds);
    }

    private static void Use(AcpiTables tables)
    {
        if (tables.Madt is { } madt)
        {
            madt.FillRoutes(new InterruptRoute?[16]);
        }

        TestHardware hardware = new();
        PowerControl power = new(tables.Fadt, tables.SoftOff, hardware);
        power.SwitchOff();
        power.Reset();
        Assert.InRange(hardware.Writes.Count, 0, 10);
        Assert.True(tables.Fadt?.PmTimerBits is null or 0 or 24 or 32);
        Assert.All(tables.Mcfg?.Segments ?? [], static segment => Assert.True(segment.FirstBus <= segment.LastBus));
        _ = tables.Hpet?.Address;
    }

    private static FirmwareImage Machine()
    {
        byte[] cpus = [.. Enumerable.Range(0, 4).SelectMany(static i => (byte[])[0, 8, (byte)i, (byte)i, 1, 0, 0, 0])];
        byte[] madt =
        [
            0, 0, 0xe0, 0xfe, 1, 0, 0, 0, .. cpus, 1, 12, 0, 0, 0, 0, 0xc0, 0xfe, 0, 0, 0, 0, 2, 10, 0, 0, 2, 0, 0, 0, 0, 0,
            2, 10, 0, 9, 9, 0, 0, 0, 0xd, 0, 4, 6, 0xff, 0, 0, 1, 9, 16, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0,
        ];
        byte[] fadt = new FadtBuilder(6, 276).With(40, 0x7000, 4).With(48, 0xb2, 4).With(52, 1, 1).With(64, 0x604, 4)
            .With(112, 1 << 10, 4).WithAddress(116, AddressSpaceKind.SystemIo, 0xcf9).With(140, 0x7000, 8).Build();
        return new FirmwareImage()
            .Put(0x1000, FirmwareImage.List(isLong: false, 0x3000, 0x4000, 0x5000, 0x6000))
            .Put(0x2000, FirmwareImage.List(isLong: true, 0x3000, 0x4000, 0x5000, 0x6000))
            .Put(0x3000, fadt)
            .Put(0x4000, FirmwareImage.Table("APIC", 5, madt))
            .Put(0x5000, FirmwareImage.Table("MCFG", 1, new byte[40]))
            .Put(0x6000, FirmwareImage.Table("HPET", 1, new byte[20]))
            .Put(0x7000, FirmwareImage.Table("DSDT", 2, [0x08, .. "_S5_"u8, 0x12, 6, 4, 0, 0, 0, 0]));
    }

    private static void Damage(byte[] piece, Random random)
    {
        byte[] values = [0, 1, 2, 0x7f, 0x80, 0xff, (byte)random.Next()];
        for (int count = random.Next(3); count > 0; count--)
        {
            // Mostly contents; now and then a header.
            int place = random.Next(random.Next(10) == 0 ? 0 : AcpiTable.HeaderSize, piece.Length);
            piece[place] = values[random.Next(values.Length)];
        }

        if (random.Next(20) != 0)
        {
            FirmwareImage.Sign(piece, 9);
        }
    }
}
