using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Devices;

/// <summary>/dev/random and /dev/urandom, <c>random(4)</c>: both are the same source, and writes are stirred into it.</summary>
public sealed class RandomDevice : CharacterDevice
{
    private const uint MemoryMajor = 1;
    private readonly IRandomSource _source;

    private RandomDevice(string name, uint minor, IRandomSource source)
        : base(name, new DeviceNumber(MemoryMajor, minor), FileMode.IrUgo | FileMode.IwUgo)
    {
        _source = source;
    }

    /// <summary>/dev/random.</summary>
    public static RandomDevice Random(IRandomSource source) => new("random", 8, source);

    /// <summary>/dev/urandom.</summary>
    public static RandomDevice Urandom(IRandomSource source) => new("urandom", 9, source);

    public override IoResult Read(Span<byte> destination, bool mayWait)
    {
        _source.Fill(destination);
        return destination.Length;
    }

    public override IoResult Write(ReadOnlySpan<byte> source, bool mayWait)
    {
        _source.Mix(source);
        return source.Length;
    }
}
