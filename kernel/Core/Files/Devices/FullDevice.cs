using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/full, <c>full(4)</c>: reads zeros, and every write is ENOSPC, even one of no bytes.</summary>
public sealed class FullDevice() : CharacterDevice("full", new DeviceNumber(1, 7), FileMode.IrUgo | FileMode.IwUgo)
{
    public override IoResult Read(Span<byte> destination, bool mayWait)
    {
        destination.Clear();
        return destination.Length;
    }

    public override IoResult Write(ReadOnlySpan<byte> source, bool mayWait) => Errno.ENOSPC;
}
