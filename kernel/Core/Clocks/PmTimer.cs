using Lodestar.Core.Acpi;
using Lodestar.Machine.Devices;

namespace Lodestar.Core.Clocks;

/// <summary>The power management timer (ACPI 6.5, 4.8.3.3), at a port.</summary>
public sealed class PmTimer : IRuler
{
    private readonly ushort _port;
    private readonly uint _mask;

    private PmTimer(ushort port, int bits)
    {
        _port = port;
        Bits = bits;
        _mask = (uint)((1UL << bits) - 1);
    }

    /// <inheritdoc/>
    public string Name => "ACPI timer";

    /// <inheritdoc/>
    public ulong Frequency => 3_579_545;

    /// <inheritdoc/>
    public int Bits { get; }

    /// <summary>Finds it; null if it is not there, does not count, or is not at a port.</summary>
    public static PmTimer? Find(Fadt? table)
    {
        if (table is not { PmTimer: { Space: AddressSpaceKind.SystemIo, IsPresent: true, Address: <= ushort.MaxValue - 3 } register })
        {
            return null;
        }

        PmTimer timer = new((ushort)register.Address, table.PmTimerBits);
        return RulerCheck.Counts(timer) ? timer : null;
    }

    /// <summary>
    /// Some chips (Intel's PIIX4, specification update, erratum 20) can be read while they change: then one of three values in a row is
    /// out of order.
    /// </summary>
    public uint Read()
    {
        const int Tries = 4;
        uint value = 0;
        for (int i = 0; i < Tries; i++)
        {
            uint first = IoPorts.Read32(_port) & _mask;
            value = IoPorts.Read32(_port) & _mask;
            uint last = IoPorts.Read32(_port) & _mask;
            if (first <= value && value <= last)
            {
                break;
            }
        }

        return value;
    }
}
