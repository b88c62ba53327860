using System.Threading;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.Devices;

/// <summary>
/// An I/O APIC (Intel 82093AA data sheet): each of its inputs has an entry that says which vector it brings to which CPU. Its
/// registers are reached through an index and a window.
/// </summary>
internal unsafe struct IoApic
{
    private const int Index = 0x00;
    private const int Window = 0x10;
    private const ulong RegisterBytes = 0x20;

    private const uint VersionRegister = 0x01;
    private const uint FirstEntry = 0x10;

    // The low half of an entry. Delivery mode 0 is fixed, destination mode 0 physical.
    private const uint DeliveryMode = 7 << 8;
    private const uint SystemManagement = 2 << 8;
    private const uint ActiveLow = 1 << 13;
    private const uint LevelTriggered = 1 << 15;
    private const uint Masked = 1 << 16;

    /// <summary>Where the high half has the destination, in the registers of the xAPIC.</summary>
    private const int DestinationShift = 24;

    /// <summary>More entries than the index can reach are a sign that there is no I/O APIC.</summary>
    private const uint MostInputs = 120;

    private byte* _registers;

    /// <summary>The number of its first input among those of all I/O APICs (ACPI's global system interrupts).</summary>
    public uint FirstInput { get; private set; }

    /// <summary>How many inputs it has.</summary>
    public uint Inputs { get; private set; }

    /// <summary>Maps its registers; false when there is none at the address.</summary>
    public bool TryInitialize(ulong address, uint firstInput)
    {
        const int InputsShift = 16;
        if (address == 0 || address % RegisterBytes != 0 || address > PhysicalSpace.End - RegisterBytes
            || PhysicalSpace.HasRam(address, address + RegisterBytes))
        {
            return false;
        }

        _registers = KernelAddressSpace.MapMmio(address, RegisterBytes);
        if (_registers == null)
        {
            return false;
        }

        uint version = Read(VersionRegister);
        uint inputs = (uint)(byte)(version >> InputsShift) + 1;
        if (version is 0 or uint.MaxValue || inputs > MostInputs || firstInput > uint.MaxValue - inputs)
        {
            return false;
        }

        FirstInput = firstInput;
        Inputs = inputs;
        return true;
    }

    /// <summary>Masks all inputs but those that interrupt the firmware.</summary>
    public readonly void MaskAll()
    {
        for (uint input = 0; input < Inputs; input++)
        {
            uint entry = FirstEntry + (2 * input);
            if ((Read(entry) & DeliveryMode) != SystemManagement)
            {
                Write(entry, Masked);
            }
        }
    }

    /// <summary>Whether an input, counted among those of all, is its own.</summary>
    public readonly bool Has(uint input) => input >= FirstInput && input - FirstInput < Inputs;

    /// <summary>Lets an input of its own through.</summary>
    /// <param name="route">The input, and what it looks like.</param>
    /// <param name="vector">The vector that it brings.</param>
    /// <param name="destination">The local APIC's number, 0 to 254.</param>
    public readonly void Connect(InterruptRoute route, byte vector, byte destination)
    {
        uint entry = FirstEntry + (2 * (route.Input - FirstInput));
        uint low = vector | (route.IsActiveLow ? ActiveLow : 0) | (route.IsLevelTriggered ? LevelTriggered : 0);
        Write(entry, low | Masked);
        Write(entry + 1, (uint)destination << DestinationShift);
        Write(entry, low);
    }

    /// <summary>Masks an input of its own.</summary>
    public readonly void Disconnect(uint input) => Write(FirstEntry + (2 * (input - FirstInput)), Masked);

    private readonly uint Read(uint register)
    {
        Volatile.Write(ref *(uint*)(_registers + Index), register);
        return Volatile.Read(ref *(uint*)(_registers + Window));
    }

    private readonly void Write(uint register, uint value)
    {
        Volatile.Write(ref *(uint*)(_registers + Index), register);
        Volatile.Write(ref *(uint*)(_registers + Window), value);
    }
}
