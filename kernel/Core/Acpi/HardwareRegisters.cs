using Lodestar.Machine;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Acpi;

/// <summary>The registers of this machine.</summary>
public sealed class HardwareRegisters : IHardwareRegisters
{
    private const ushort ConfigurationAddress = 0xcf8;
    private const ushort ConfigurationData = 0xcfc;

    /// <inheritdoc/>
    public uint Read(GenericAddress address, int width) => address.Space switch
    {
        AddressSpaceKind.SystemIo => TryFindPort(address, out ushort port) ? ReadPort(port, width) : 0,
        AddressSpaceKind.SystemMemory when Map(address, width) is { } region => ReadMemory(region, OffsetOf(address), width),
        AddressSpaceKind.PciConfiguration when TrySelect(address, out ushort port) => ReadPort(port, width),
        _ => 0,
    };

    /// <inheritdoc/>
    public bool Write(GenericAddress address, int width, uint value)
    {
        switch (address.Space)
        {
            case AddressSpaceKind.SystemIo when TryFindPort(address, out ushort port):
                WritePort(port, width, value);
                return true;
            case AddressSpaceKind.SystemMemory when Map(address, width) is { } region:
                WriteMemory(region, OffsetOf(address), width, value);
                return true;
            case AddressSpaceKind.PciConfiguration when TrySelect(address, out ushort port):
                WritePort(port, width, value);
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public void Wait(ulong nanoseconds)
    {
        ulong start = MachineClock.Nanoseconds;
        while (MachineClock.Nanoseconds - start < nanoseconds)
        {
            MachineClock.Pause();
        }
    }

    private static bool TryFindPort(GenericAddress address, out ushort port)
    {
        port = (ushort)address.Address;
        return address.IsPresent && address.Address <= ushort.MaxValue;
    }

    /// <summary>Mapped anew each time: this happens a few times in the life of the machine.</summary>
    private static MmioRegion? Map(GenericAddress address, int width) =>
        address.Address % (uint)width == 0 ? MmioRegion.TryMap(address.Address - OffsetOf(address), sizeof(ulong)) : null;

    private static ulong OffsetOf(GenericAddress address) => address.Address % sizeof(ulong);

    /// <summary>Selects a register of a device on PCI bus 0 (PCI 3.0, 3.2.2.3.2); the address has device, function and offset in 16 bits each.</summary>
    private static bool TrySelect(GenericAddress address, out ushort port)
    {
        const uint Enable = 1U << 31;
        const int DeviceShift = 11;
        const int FunctionShift = 8;
        const int WordMask = 3;
        const uint MostDevices = 32;
        const uint MostFunctions = 8;
        uint device = (ushort)(address.Address >> 32);
        uint function = (ushort)(address.Address >> 16);
        uint offset = (ushort)address.Address;
        port = (ushort)(ConfigurationData + (offset & WordMask));
        if (device >= MostDevices || function >= MostFunctions || offset > byte.MaxValue)
        {
            return false;
        }

        IoPorts.Write32(ConfigurationAddress, Enable | device << DeviceShift | function << FunctionShift | (offset & ~(uint)WordMask));
        return true;
    }

    private static uint ReadPort(ushort port, int width) => width switch
    {
        sizeof(byte) => IoPorts.Read8(port),
        sizeof(ushort) => IoPorts.Read16(port),
        _ => IoPorts.Read32(port),
    };

    private static void WritePort(ushort port, int width, uint value)
    {
        switch (width)
        {
            case sizeof(byte):
                IoPorts.Write8(port, (byte)value);
                break;
            case sizeof(ushort):
                IoPorts.Write16(port, (ushort)value);
                break;
            default:
                IoPorts.Write32(port, value);
                break;
        }
    }

    private static uint ReadMemory(MmioRegion region, ulong offset, int width) => width switch
    {
        sizeof(byte) => region.Read8(offset),
        sizeof(ushort) => region.Read16(offset),
        _ => region.Read32(offset),
    };

    private static void WriteMemory(MmioRegion region, ulong offset, int width, uint value)
    {
        switch (width)
        {
            case sizeof(byte):
                region.Write8(offset, (byte)value);
                break;
            case sizeof(ushort):
                region.Write16(offset, (ushort)value);
                break;
            default:
                region.Write32(offset, value);
                break;
        }
    }
}
