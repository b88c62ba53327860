using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Memory;

/// <summary>
/// Anonymous memory that programs share, and <c>/dev/zero</c> mapped with MAP_SHARED: a file without a name. Its length stays
/// that of the mapping which made it. It lives as long as an area shows it.
/// </summary>
public sealed class SharedMemory : MappedFile
{
    private static ulong s_lastInode;

    /// <summary>Pages by their number; null for one that memory was out for.</summary>
    private readonly Dictionary<long, MemoryPage?> _pages = [];

    /// <summary>Memory of a length in bytes; no page is there.</summary>
    public SharedMemory(ulong length)
        : base("/dev/zero (deleted)"u8.ToArray())
    {
        Length = (long)length;
        DeviceMinor = 1;
        Inode = ++s_lastInode;
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> destination)
    {
        int count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        for (int done = 0; done < count;)
        {
            (long number, long start) = Math.DivRem(offset + done, (long)Page.Size);
            Span<byte> part = destination[done..(int)Math.Min(count, done + (long)Page.Size - start)];
            if (Find(number) is { } page)
            {
                page.Bytes.Slice((int)start, part.Length).CopyTo(part);
            }
            else
            {
                part.Clear();
            }

            done += part.Length;
        }

        return count;
    }

    public override MemoryPage? Find(long number) => _pages.GetValueOrDefault(number);

    public override MemoryPage? TryProvide(long number, bool toWrite)
    {
        if (Find(number) is { } page)
        {
            return page;
        }

        // The place first: when the heap has no room for it, no frame is lost.
        _pages[number] = null;
        page = MemoryPage.TryAllocate();
        _pages[number] = page;
        return page;
    }

    public override Errno PunchHole(ulong offset, ulong length)
    {
        foreach ((long number, MemoryPage? page) in _pages)
        {
            if (page is not null && (ulong)number - (offset / Page.Size) < length / Page.Size)
            {
                Unmap(number, page);
                _pages.Remove(number);
                page.Release();
            }
        }

        return Errno.None;
    }

    protected override void OnUnmapped()
    {
        foreach ((_, MemoryPage? page) in _pages)
        {
            page?.Release();
        }

        _pages.Clear();
    }
}
