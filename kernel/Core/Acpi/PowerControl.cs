namespace Lodestar.Core.Acpi;

/// <summary>Switches the machine off, and resets it, as the firmware's tables say (ACPI 6.5, 4.8.3 and 7.4).</summary>
/// <param name="fadt">The registers; null when no table names them.</param>
/// <param name="softOff">What switches off; null when no table says.</param>
/// <param name="hardware">The machine.</param>
public sealed class PowerControl(Fadt? fadt, SleepType? softOff, IHardwareRegisters hardware)
{
    // Bits of the PM1 control registers (table 4.19).
    private const uint SciEnabled = 1 << 0;
    private const int SleepTypeShift = 10;
    private const uint SleepTypeMask = 7 << SleepTypeShift;
    private const uint SleepEnable = 1 << 13;

    /// <summary>The bit of the PM1 status that says that the machine has woken up; writing it clears it.</summary>
    private const uint WakeStatus = 1 << 15;

    // Bits of the sleep registers of hardware-reduced machines (tables 4.24 and 4.25).
    private const int ReducedTypeShift = 2;
    private const uint ReducedEnable = 1 << 5;
    private const uint ReducedWakeStatus = 1 << 7;

    private const ulong Millisecond = 1_000_000;

    /// <summary>What the hardware gets to do as it is told.</summary>
    private const ulong Patience = 1000 * Millisecond;
    private const ulong ResetPatience = 50 * Millisecond;

    /// <summary>How long the firmware may take to hand power management over.</summary>
    private const int HandOverSteps = 3000;

    /// <summary>Why the machine cannot be switched off, half a sentence; null if there is a way.</summary>
    public string? OffProblem =>
        fadt is null ? "there is no ACPI table of its registers"
        : softOff is null ? "no ACPI table has values for sleep state 5"
        : !ControlOf(fadt).IsPresent ? "its ACPI tables name no register for it"
        : null;

    /// <summary>Switches the machine off. Returns if there is no way, or if the machine is still on a second later.</summary>
    public void SwitchOff()
    {
        if (OffProblem is not null || fadt is null || softOff is not { } type)
        {
            return;
        }

        if (fadt.IsHardwareReduced)
        {
            hardware.Write(fadt.SleepStatus, sizeof(byte), ReducedWakeStatus);
            hardware.Write(fadt.SleepControl, sizeof(byte), (uint)type.A << ReducedTypeShift | ReducedEnable);
        }
        else
        {
            TakeOver(fadt);
            Clear(fadt.Pm1aEvent);
            Clear(fadt.Pm1bEvent);

            // The type first and then, in a second write, the command: some hardware looks at the type only before.
            Sleep(fadt, type, 0);
            Sleep(fadt, type, SleepEnable);
        }

        hardware.Wait(Patience);
    }

    /// <summary>Resets the machine by the register that the tables name. Returns if there is none, or if it does not work.</summary>
    public void Reset()
    {
        if (fadt is { ResetRegister: { IsPresent: true } register } && hardware.Write(register, sizeof(byte), fadt.ResetValue))
        {
            hardware.Wait(ResetPatience);
        }
    }

    private static GenericAddress ControlOf(Fadt fadt) => fadt.IsHardwareReduced ? fadt.SleepControl : fadt.Pm1aControl;

    /// <summary>
    /// Asks the firmware to leave power management to us, if it has it: until then the control register may be without effect.
    /// </summary>
    private void TakeOver(Fadt fadt)
    {
        if (IsOurs(fadt) || fadt.SmiCommandPort == 0 || fadt.AcpiEnable == 0)
        {
            return;
        }

        hardware.Write(new GenericAddress(AddressSpaceKind.SystemIo, 8, 0, 1, fadt.SmiCommandPort), sizeof(byte), fadt.AcpiEnable);
        for (int i = 0; i < HandOverSteps && !IsOurs(fadt); i++)
        {
            hardware.Wait(Millisecond);
        }
    }

    private bool IsOurs(Fadt fadt) =>
        ((hardware.Read(fadt.Pm1aControl, sizeof(ushort)) | hardware.Read(fadt.Pm1bControl, sizeof(ushort))) & SciEnabled) != 0;

    private void Clear(GenericAddress status)
    {
        if (status.IsPresent)
        {
            hardware.Write(status, sizeof(ushort), WakeStatus);
        }
    }

    private void Sleep(Fadt fadt, SleepType type, uint command)
    {
        Sleep(fadt.Pm1aControl, type.A, command);
        Sleep(fadt.Pm1bControl, type.B, command);
    }

    private void Sleep(GenericAddress control, byte type, uint command)
    {
        if (control.IsPresent)
        {
            uint rest = hardware.Read(control, sizeof(ushort)) & ~(SleepTypeMask | SleepEnable);
            hardware.Write(control, sizeof(ushort), rest | (uint)type << SleepTypeShift | command);
        }
    }
}
