using System;
using System.Collections.Generic;
using System.Text;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Host.Tests.Memory;

/// <summary>A file in memory.</summary>
internal sealed class FakeFile(byte[] bytes, string path = "") : MappedFile(Encoding.UTF8.GetBytes(path))
{
    private readonly Dictionary<long, MemoryPage> _pages = [];

    public byte[] Bytes { get; } = bytes;

    public override long Length => Bytes.Length;

    public static MappedFile Mapped(int pages, string path = "/a") => new FakeFile(new byte[pages * (int)Page.Size], path);

    public override int Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        int count = (int)Math.Clamp(Bytes.Length - offset, 0, destination.Length);
        Bytes.AsSpan((int)Math.Min(offset, Bytes.Length), count).CopyTo(destination);
        return count;
    }

    public override MemoryPage? Find(long number) => _pages.GetValueOrDefault(number);

    public override MemoryPage? TryProvide(long number, bool toWrite)
    {
        if (Find(number) is not { } page)
        {
            page = MemoryPage.TryAllocate()!;
            Read(number * (long)Page.Size, page.Bytes);
            _pages.Add(number, page);
        }

        return page;
    }

    public override Errno PunchHole(ulong offset, ulong length) => Errno.EOPNOTSUPP;
}
