using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/zero, <c>zero(4)</c>: reads zeros, and writes vanish.</summary>
public sealed class ZeroDevice() : CharacterDevice("zero", new DeviceNumber(1, 5), FileMode.IrUgo | FileMode.IwUgo)
{
    public override IoResult Read(Span<byte> destination, bool mayWait)
    {
        destination.Clear();
        return destination.Length;
    }

    public override IoResult Write(ReadOnlySpan<byte> source, bool mayWait) => source.Length;
}
