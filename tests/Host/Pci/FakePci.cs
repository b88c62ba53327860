using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Lodestar.Core.Pci;

namespace Lodestar.Host.Tests.Pci;

/// <summary>Configuration space that a test fills.</summary>
internal sealed class FakePci : IPciConfiguration
{
    private readonly Dictionary<PciAddress, byte[]> _functions = [];

    /// <summary>Whether all of it has 4096 bytes.</summary>
    internal bool IsAllExtended { get; set; }

    /// <summary>Reads so far.</summary>
    internal int Reads { get; private set; }

    /// <summary>What is read instead, if this gives something.</summary>
    internal Func<PciAddress, int, uint?>? Instead { get; set; }

    public uint Read(PciAddress address, int offset)
    {
        Assert(offset);
        Reads++;
        return Instead?.Invoke(address, offset)
            ?? (_functions.TryGetValue(address, out byte[]? bytes)
                ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset))
                : IPciConfiguration.Absent);
    }

    public bool IsExtended(ushort segment, byte bus) => IsAllExtended;

    /// <summary>Adds a function.</summary>
    /// <param name="bus">Where.</param>
    /// <param name="device">Where.</param>
    /// <param name="function">Where.</param>
    /// <param name="identity">Device and vendor.</param>
    /// <param name="kind">Class and revision.</param>
    /// <param name="type">The type of header.</param>
    /// <returns>Its configuration space, to be changed.</returns>
    internal byte[] Add(byte bus, byte device, byte function, uint identity, uint kind = 0, byte type = 0)
    {
        byte[] bytes = new byte[IPciConfiguration.ExtendedSize];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, identity);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), kind);
        bytes[0x0e] = type;
        _functions.Add(new PciAddress(0, bus, device, function), bytes);
        return bytes;
    }

    /// <summary>Adds a bridge.</summary>
    internal byte[] AddBridge(byte bus, byte device, byte secondary)
    {
        byte[] bytes = Add(bus, device, 0, 0x000c_1b36, 0x0604_0000, 1);
        (bytes[0x18], bytes[0x19], bytes[0x1a]) = (bus, secondary, secondary);
        return bytes;
    }

    private static void Assert(int offset) => Xunit.Assert.True(offset is >= 0 and < 4096 && offset % 4 == 0, $"read at {offset}");
}
