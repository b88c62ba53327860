using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/null, <c>null(4)</c>: nothing to read, and writes vanish.</summary>
public sealed class NullDevice() : CharacterDevice("null", new DeviceNumber(1, 3), FileMode.IrUgo | FileMode.IwUgo)
{
    public override IoResult Read(Span<byte> destination, bool mayWait) => 0;

    public override IoResult Write(ReadOnlySpan<byte> source, bool mayWait) => source.Length;
}
