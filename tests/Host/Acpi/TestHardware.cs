using System;
using System.Collections.Generic;
using Lodestar.Core.Acpi;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>Registers that hold what is written to them, and remember in which order.</summary>
internal sealed class TestHardware : IHardwareRegisters
{
    internal Dictionary<ulong, uint> Values { get; } = [];

    /// <summary>What was written, one text each.</summary>
    internal List<string> Writes { get; } = [];

    /// <summary>Addresses that cannot be reached.</summary>
    internal HashSet<ulong> Unreachable { get; } = [];

    /// <summary>What happens after a write.</summary>
    internal Action<ulong, uint>? Written { get; set; }

    internal ulong Waited { get; private set; }

    public uint Read(GenericAddress address, int width) => Values.GetValueOrDefault(address.Address);

    public bool Write(GenericAddress address, int width, uint value)
    {
        if (Unreachable.Contains(address.Address))
        {
            return false;
        }

        Values[address.Address] = value;
        Writes.Add($"{address.Address:x}.{width}={value:x}");
        Written?.Invoke(address.Address, value);
        return true;
    }

    public void Wait(ulong nanoseconds) => Waited += nanoseconds;
}
