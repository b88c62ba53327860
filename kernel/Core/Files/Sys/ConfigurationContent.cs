using System;
using System.Buffers.Binary;
using Lodestar.Core.Pci;

namespace Lodestar.Core.Files.Sys;

/// <summary>The bytes of a configuration space, which are read from the device whenever they are read.</summary>
/// <param name="function">The function.</param>
/// <param name="length">How many bytes are shown, a multiple of 4 up to its size.</param>
internal sealed class ConfigurationContent(PciFunction function, int length) : FileContent
{
    private readonly byte[] _bytes = new byte[length];

    public override long Length => length;

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(Length, offset, length);
        if (count <= 0)
        {
            return default;
        }

        int start = (int)offset;
        for (int i = start / sizeof(uint) * sizeof(uint); i < start + count; i += sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(i), function.Read(i));
        }

        return _bytes.AsSpan(start, count);
    }
}
