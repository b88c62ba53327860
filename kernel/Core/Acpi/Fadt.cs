namespace Lodestar.Core.Acpi;

/// <summary>
/// The fixed ACPI description table (ACPI 6.5, 5.2.9; signature <c>FACP</c>): the registers of power management. Each register is named twice, by
/// an old field for ports and a newer one for any address; the newer one counts if it is not zero.
/// </summary>
/// <param name="table">The table.</param>
public sealed class Fadt(AcpiTable table)
{
    /// <summary>The table's signature.</summary>
    public const string Signature = "FACP";

    /// <summary>Since this revision, ACPI 2.0, the boot architecture flags mean something.</summary>
    private const byte FirstWithBootFlags = 3;

    private const int DsdtOffset = 40;
    private const int SciOffset = 46;
    private const int SmiCommandOffset = 48;
    private const int AcpiEnableOffset = 52;
    private const int Pm1aEventOffset = 56;
    private const int Pm1bEventOffset = 60;
    private const int Pm1aControlOffset = 64;
    private const int Pm1bControlOffset = 68;
    private const int PmTimerOffset = 76;
    private const int Pm1EventLengthOffset = 88;
    private const int Pm1ControlLengthOffset = 89;
    private const int PmTimerLengthOffset = 91;
    private const int CenturyOffset = 108;
    private const int BootFlagsOffset = 109;
    private const int FlagsOffset = 112;
    private const int ResetRegisterOffset = 116;
    private const int ResetValueOffset = 128;
    private const int ExtendedDsdtOffset = 140;
    private const int ExtendedPm1aEventOffset = 148;
    private const int ExtendedPm1bEventOffset = 160;
    private const int ExtendedPm1aControlOffset = 172;
    private const int ExtendedPm1bControlOffset = 184;
    private const int ExtendedPmTimerOffset = 208;
    private const int SleepControlOffset = 244;
    private const int SleepStatusOffset = 256;

    /// <summary>The version of the layout.</summary>
    public byte Revision => table.Revision;

    /// <summary>The physical address of the differentiated table; 0 for none.</summary>
    public ulong Dsdt => table.ReadUInt64(ExtendedDsdtOffset) is var address and not 0 ? address : OldDsdt;

    /// <summary>What the old field says, should the newer one lead nowhere.</summary>
    public ulong OldDsdt => table.ReadUInt32(DsdtOffset);

    /// <summary>The interrupt line of the system control interrupt.</summary>
    public ushort SciLine => table.ReadUInt16(SciOffset);

    /// <summary>The port that asks the firmware to hand power management over; 0 for none.</summary>
    public ushort SmiCommandPort => table.ReadUInt32(SmiCommandOffset) is var port and <= ushort.MaxValue ? (ushort)port : (ushort)0;

    /// <summary>What is written there for it; 0 when there is nothing to hand over.</summary>
    public byte AcpiEnable => table.ReadByte(AcpiEnableOffset);

    /// <summary>Status and enable bits of fixed events.</summary>
    public GenericAddress Pm1aEvent => Register(ExtendedPm1aEventOffset, Pm1aEventOffset, Pm1EventLengthOffset);

    /// <inheritdoc cref="Pm1aEvent"/>
    public GenericAddress Pm1bEvent => Register(ExtendedPm1bEventOffset, Pm1bEventOffset, Pm1EventLengthOffset);

    /// <summary>The control register, which sleep is asked from.</summary>
    public GenericAddress Pm1aControl => Register(ExtendedPm1aControlOffset, Pm1aControlOffset, Pm1ControlLengthOffset);

    /// <summary>Its second half, if the hardware has two.</summary>
    public GenericAddress Pm1bControl => Register(ExtendedPm1bControlOffset, Pm1bControlOffset, Pm1ControlLengthOffset);

    /// <summary>The timer of 3.579545 MHz.</summary>
    public GenericAddress PmTimer => Register(ExtendedPmTimerOffset, PmTimerOffset, PmTimerLengthOffset);

    /// <summary>Bits of that timer, 24 or 32; 0 without one.</summary>
    public int PmTimerBits => !PmTimer.IsPresent ? 0 : HasFlag(FadtFlags.TimerHas32Bits) ? 32 : 24;

    /// <summary>The register of the battery clock that has the century; 0 for none.</summary>
    public byte CenturyRegister => table.ReadByte(CenturyOffset);

    /// <summary>Whether the machine has a keyboard controller (8042); null if the table is too old to say.</summary>
    public bool? HasKeyboardController => BootFlag(BootArchitecture.HasKeyboardController);

    /// <summary>Whether the machine has user-visible devices of the old kind, such as serial ports; null if the table is too old to say.</summary>
    public bool? HasLegacyDevices => BootFlag(BootArchitecture.HasLegacyDevices);

    /// <summary>Whether it is safe to look for a VGA; null if the table is too old to say.</summary>
    public bool? MayHaveVga => !BootFlag(BootArchitecture.HasNoVga);

    /// <summary>Whether there may be a battery clock at its usual ports; null if the table is too old to say.</summary>
    public bool? MayHaveBatteryClock => !BootFlag(BootArchitecture.HasNoBatteryClock);

    /// <summary>Whether there is no power management but by <see cref="SleepControl"/> (ACPI 6.5, 4.1).</summary>
    public bool IsHardwareReduced => HasFlag(FadtFlags.HardwareReduced);

    /// <summary>The register that resets the machine; none when it cannot.</summary>
    public GenericAddress ResetRegister => HasFlag(FadtFlags.HasResetRegister) ? table.ReadAddress(ResetRegisterOffset) : default;

    /// <summary>What is written there for it.</summary>
    public byte ResetValue => table.ReadByte(ResetValueOffset);

    /// <summary>The register that sleep is asked from, of hardware-reduced machines.</summary>
    public GenericAddress SleepControl => table.ReadAddress(SleepControlOffset);

    /// <summary>The status that goes with it.</summary>
    public GenericAddress SleepStatus => table.ReadAddress(SleepStatusOffset);

    private bool? BootFlag(BootArchitecture flag) =>
        Revision < FirstWithBootFlags ? null : ((BootArchitecture)table.ReadUInt16(BootFlagsOffset) & flag) != 0;

    private bool HasFlag(FadtFlags flag) => ((FadtFlags)table.ReadUInt32(FlagsOffset) & flag) != 0;

    private GenericAddress Register(int extendedOffset, int oldOffset, int lengthOffset)
    {
        const int BitsPerByte = 8;
        GenericAddress address = table.ReadAddress(extendedOffset);
        int bits = table.ReadByte(lengthOffset) * BitsPerByte;
        return address.IsPresent
            ? address
            : new GenericAddress(AddressSpaceKind.SystemIo, (byte)(bits <= byte.MaxValue ? bits : 0), 0, 0, table.ReadUInt32(oldOffset));
    }
}
