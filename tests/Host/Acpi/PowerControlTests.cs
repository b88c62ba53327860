using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>The order in which registers are written to switch off and to reset.</summary>
public sealed class PowerControlTests
{
    private const ulong Control = 0x604;
    private const ulong SecondControl = 0x704;
    private const ulong SmiCommand = 0xb2;

    private readonly TestHardware _hardware = new();

    private static FadtBuilder Usual => new FadtBuilder(3, 244)
        .With(48, SmiCommand, 4).With(52, 0xf1, 1).With(56, 0x600, 4).With(64, Control, 4).With(88, 4, 1).With(89, 2, 1);

    [Fact]
    public void TheTypeGoesBeforeTheCommand()
    {
        _hardware.Values[Control] = 0x2c03;
        new PowerControl(Usual.Read(), new SleepType(5, 6), _hardware).SwitchOff();
        Assert.Equal(["600.2=8000", "604.2=1403", "604.2=3403"], _hardware.Writes);
        Assert.InRange(_hardware.Waited, 500_000_000u, 5_000_000_000u);
    }

    [Fact]
    public void BothHalvesGetTheirOwnType()
    {
        _hardware.Values[Control] = 1;
        new PowerControl(Usual.With(60, 0x700, 4).With(68, SecondControl, 4).Read(), new SleepType(5, 6), _hardware).SwitchOff();
        Assert.Equal(
            ["600.2=8000", "700.2=8000", "604.2=1401", "704.2=1800", "604.2=3401", "704.2=3800"], _hardware.Writes);
    }

    [Fact]
    public void TheFirmwareHandsOverBefore()
    {
        _hardware.Written = (address, _) => _hardware.Values[Control] = address == SmiCommand ? 1 : _hardware.Values[Control];
        new PowerControl(Usual.Read(), new SleepType(5, 6), _hardware).SwitchOff();
        Assert.Equal(["b2.1=f1", "600.2=8000", "604.2=1401", "604.2=3401"], _hardware.Writes);
    }

    [Fact]
    public void FirmwareThatDoesNotHandOverIsNotWaitedForWithoutEnd()
    {
        new PowerControl(Usual.Read(), new SleepType(5, 6), _hardware).SwitchOff();
        Assert.Equal(["b2.1=f1", "600.2=8000", "604.2=1400", "604.2=3400"], _hardware.Writes);
        Assert.InRange(_hardware.Waited, 3_000_000_000u, 10_000_000_000u);
    }

    [Theory]
    [InlineData(0, 0xf1)]
    [InlineData(0xb2, 0)]
    public void WhereThereIsNothingToHandOverNobodyIsAsked(ulong port, byte value)
    {
        new PowerControl(Usual.With(48, port, 4).With(52, value, 1).Read(), new SleepType(5, 6), _hardware).SwitchOff();
        Assert.Equal(["600.2=8000", "604.2=1400", "604.2=3400"], _hardware.Writes);
    }

    [Fact]
    public void HardwareReducedMachinesHaveARegisterOfTheirOwn()
    {
        Fadt fadt = new FadtBuilder(6, 276).With(112, 1 << 20, 4).With(64, Control, 4)
            .WithAddress(244, AddressSpaceKind.SystemMemory, 0xfea0_0000, 8)
            .WithAddress(256, AddressSpaceKind.SystemMemory, 0xfea0_0001, 8).Read();
        new PowerControl(fadt, new SleepType(5, 0), _hardware).SwitchOff();
        Assert.Equal(["fea00001.1=80", "fea00000.1=34"], _hardware.Writes);
    }

    [Fact]
    public void WithoutAWayNothingIsWritten()
    {
        Fadt nowhere = new FadtBuilder(1, 116).Read();
        foreach (PowerControl power in (PowerControl[])
            [new(null, null, _hardware), new(Usual.Read(), null, _hardware), new(nowhere, new SleepType(5, 5), _hardware)])
        {
            Assert.NotNull(power.OffProblem);
            power.SwitchOff();
        }

        Assert.Empty(_hardware.Writes);
        Assert.Null(new PowerControl(Usual.Read(), new SleepType(0, 0), _hardware).OffProblem);
    }

    [Fact]
    public void ResetWritesTheValueIfThereIsARegister()
    {
        FadtBuilder builder = Usual.WithAddress(116, AddressSpaceKind.SystemIo, 0xcf9, 8).With(128, 6, 1);
        new PowerControl(builder.Read(), null, _hardware).Reset();
        new PowerControl(null, null, _hardware).Reset();
        Assert.Empty(_hardware.Writes);
        Fadt fadt = builder.With(112, 1 << 10, 4).Read();
        new PowerControl(fadt, null, _hardware).Reset();
        Assert.Equal(["cf9.1=6"], _hardware.Writes);
        ulong waited = _hardware.Waited;
        _hardware.Unreachable.Add(0xcf9);
        new PowerControl(fadt, null, _hardware).Reset();
        Assert.Equal(waited, _hardware.Waited);
    }
}
