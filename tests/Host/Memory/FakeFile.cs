using System;
using System.Text;
using Lodestar.Core.Memory;

namespace Lodestar.Host.Tests.Memory;

/// <summary>A file in memory.</summary>
internal sealed class FakeFile(byte[] bytes) : IImageSource
{
    public byte[] Bytes { get; } = bytes;

    public long Length => Bytes.Length;

    public static MappedFile Mapped(int pages, string path = "/a") =>
        new(new FakeFile(new byte[pages * (int)Page.Size]), Encoding.UTF8.GetBytes(path));

    public int Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        int count = (int)Math.Clamp(Bytes.Length - offset, 0, destination.Length);
        Bytes.AsSpan((int)Math.Min(offset, Bytes.Length), count).CopyTo(destination);
        return count;
    }
}
