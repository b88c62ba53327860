using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>The registers of power management, in tables of several ages.</summary>
public sealed class FadtTests
{
    private const int Oldest = 116;
    private const int Acpi2 = 244;
    private const int Acpi6 = 276;

    [Fact]
    public void AnOldTableHasPortsAndSaysNothingElse()
    {
        Fadt fadt = new FadtBuilder(1, Oldest)
            .With(40, 0xffe_0040, 4).With(46, 9, 2).With(48, 0xb2, 4).With(52, 0xf1, 1)
            .With(56, 0x600, 4).With(64, 0x604, 4).With(76, 0x608, 4).With(88, 4, 1).With(89, 2, 1).With(91, 4, 1)
            .With(108, 0x32, 1).With(109, 2, 2).With(112, 0x400 | 0x100, 4).Read();
        Assert.Equal(0xffe_0040UL, fadt.Dsdt);
        Assert.Equal(9, fadt.SciLine);
        Assert.Equal((0xb2, 0xf1), (fadt.SmiCommandPort, fadt.AcpiEnable));
        Assert.Equal(new GenericAddress(AddressSpaceKind.SystemIo, 32, 0, 0, 0x600), fadt.Pm1aEvent);
        Assert.Equal(new GenericAddress(AddressSpaceKind.SystemIo, 16, 0, 0, 0x604), fadt.Pm1aControl);
        Assert.Equal(new GenericAddress(AddressSpaceKind.SystemIo, 32, 0, 0, 0x608), fadt.PmTimer);
        Assert.Equal(32, fadt.PmTimerBits);
        Assert.Equal(0x32, fadt.CenturyRegister);
        Assert.False(fadt.Pm1bControl.IsPresent);
        Assert.False(fadt.ResetRegister.IsPresent);
        Assert.False(fadt.SleepControl.IsPresent);
        Assert.True(fadt is { HasKeyboardController: null, HasLegacyDevices: null, MayHaveVga: null, MayHaveBatteryClock: null });
    }

    [Fact]
    public void NewerFieldsCountIfTheyAreNotZero()
    {
        FadtBuilder builder = new FadtBuilder(3, Acpi2)
            .With(40, 0x1000, 4).With(64, 0x604, 4).With(68, 0x704, 4).With(89, 2, 1).With(76, 0x608, 4)
            .With(140, 0x1_0000_2000, 8).WithAddress(172, AddressSpaceKind.SystemMemory, 0xfed8_0804);
        Fadt fadt = builder.Read();
        Assert.Equal(0x1_0000_2000UL, fadt.Dsdt);
        Assert.Equal(0x1000UL, fadt.OldDsdt);
        Assert.Equal(new GenericAddress(AddressSpaceKind.SystemMemory, 16, 0, 0, 0xfed8_0804), fadt.Pm1aControl);
        Assert.Equal(0x704UL, fadt.Pm1bControl.Address);
        Assert.Equal(24, fadt.PmTimerBits);
    }

    [Fact]
    public void BootFlagsSayWhatIsMissing()
    {
        Fadt fadt = new FadtBuilder(6, Acpi6).With(109, 1 << 2 | 1 << 5, 2).Read();
        Assert.True(fadt is { HasKeyboardController: false, HasLegacyDevices: false, MayHaveVga: false, MayHaveBatteryClock: false });
        fadt = new FadtBuilder(6, Acpi6).With(109, 3, 2).Read();
        Assert.True(fadt is { HasKeyboardController: true, HasLegacyDevices: true, MayHaveVga: true, MayHaveBatteryClock: true });
        Assert.Equal(0, fadt.PmTimerBits);
    }

    [Fact]
    public void TheResetRegisterCountsIfAFlagSaysSo()
    {
        FadtBuilder builder = new FadtBuilder(3, Acpi2).WithAddress(116, AddressSpaceKind.SystemIo, 0xcf9, 8).With(128, 6, 1);
        Assert.False(builder.Read().ResetRegister.IsPresent);
        Fadt fadt = builder.With(112, 1 << 10, 4).Read();
        Assert.Equal(new GenericAddress(AddressSpaceKind.SystemIo, 8, 0, 0, 0xcf9), fadt.ResetRegister);
        Assert.Equal(6, fadt.ResetValue);
    }

    [Fact]
    public void FieldsThatTheTableIsTooShortForSayNothing()
    {
        for (int length = AcpiTable.HeaderSize; length < Acpi6; length++)
        {
            FadtBuilder builder = new(6, length);
            for (int i = AcpiTable.HeaderSize; i < length; i++)
            {
                builder.With(i, 0xff, 1);
            }

            Fadt fadt = builder.Read();
            Assert.Equal(length >= 256, fadt.SleepControl.IsPresent);
            Assert.Equal(length >= 128, fadt.ResetRegister.IsPresent);
            Assert.Equal(length >= 44, fadt.Dsdt != 0);
            Assert.Equal(length >= 68, fadt.Pm1aControl.IsPresent);
            Assert.Equal(0, fadt.SmiCommandPort); // 0xffffffff is no port
        }
    }
}
