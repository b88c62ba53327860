using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <content>Pages in memory, for programs that map the content and for writing.</content>
public sealed partial class PagedContent
{
    /// <summary>Whether programs could write behind the end, in the last page.</summary>
    private bool _isMappedToWrite;

    /// <summary>The page in memory; null if it is not there.</summary>
    internal MemoryPage? FindPage(long number) => _pages[number].Memory;

    /// <summary>Whether the storage has room for a page, if <see cref="TryProvidePage"/> should need some.</summary>
    internal bool HasRoomFor(long number, bool toWrite)
    {
        bool needsRoom = _pages[number].Kind switch
        {
            FilePageKind.Own or FilePageKind.Reserved => false,
            FilePageKind.Copy => toWrite,
            FilePageKind.Original => toWrite || number >= OriginalPages,
            _ => true,
        };
        return !needsRoom || storage.HasPages(1);
    }

    /// <summary>The page in memory, brought there if it was not.</summary>
    /// <param name="number">A page for which there is room.</param>
    /// <param name="toWrite">Whether programs are to write to it.</param>
    /// <returns>Null when memory is out.</returns>
    internal MemoryPage? TryProvidePage(long number, bool toWrite)
    {
        _isMappedToWrite |= toWrite;
        FilePage page = _pages[number];
        return page.Kind switch
        {
            FilePageKind.Copy when !toWrite => page.Memory,
            FilePageKind.Original when !toWrite && number < OriginalPages =>
                TryBring(number, FilePageKind.Copy, isMapped: true),
            _ => TryMakeOwn(number, isMapped: true, out _),
        };
    }

    /// <summary>No program shows the content any more: what is in memory twice for them goes.</summary>
    internal void DropCopies()
    {
        if (_pages.Count == _changed)
        {
            return;
        }

        foreach ((long number, FilePage page) in _pages.Between(0, long.MaxValue))
        {
            if (page.Kind == FilePageKind.Copy)
            {
                _pages[number] = default;
                storage.CountFrames(-1);
                page.Memory!.Release();
            }
        }
    }

    /// <summary>The page as one that can be written, brought and taken from the storage if it was not.</summary>
    /// <param name="number">Any page.</param>
    /// <param name="isMapped">Whether a program is to get it, and not only the file.</param>
    /// <param name="error">ENOSPC.</param>
    /// <returns>Null after an error, which changes nothing.</returns>
    private MemoryPage? TryMakeOwn(long number, bool isMapped, out Errno error)
    {
        FilePage page = _pages[number];
        error = Errno.None;
        if (page.Kind == FilePageKind.Own)
        {
            return page.Memory;
        }

        if (!page.IsTaken && !storage.TryTakePages(1))
        {
            error = Errno.ENOSPC;
            return null;
        }

        MemoryPage? own = TryBring(number, FilePageKind.Own, isMapped);
        if (own is null)
        {
            storage.ReturnPages(page.IsTaken ? 0 : 1);
            error = Errno.ENOSPC;
        }

        return own;
    }

    /// <summary>Brings a page into memory as one of a kind; null when memory is out.</summary>
    private MemoryPage? TryBring(long number, FilePageKind kind, bool isMapped)
    {
        // The place first: when the heap has no room for it, no frame is lost.
        _pages.Reserve(number);
        FilePage page = _pages[number];
        MemoryPage? memory = page.Memory ?? (isMapped ? MemoryPage.TryAllocate() : MemoryPage.TryAllocateForFile());
        if (memory is not null && page.Kind == FilePageKind.Original && number < OriginalPages)
        {
            long offset = number * PageSize;
            original.Read(offset, memory.Bytes[..(int)Math.Min(PageSize, _originalLength - offset)]);
        }

        Put(number, memory is null ? page : new FilePage(kind, memory));
        return memory;
    }

    /// <summary>Puts something in a page's place and counts it. The storage and the memory of what was there are the caller's.</summary>
    private void Put(long number, FilePage page)
    {
        FilePage old = _pages[number];
        int change = (page.IsChange ? 1 : 0) - (old.IsChange ? 1 : 0);
        _changed += change;
        _replaced += number < OriginalPages ? change : 0;
        _taken += (page.IsTaken ? 1 : 0) - (old.IsTaken ? 1 : 0);
        storage.CountFrames((page.Memory is null ? 0 : 1) - (old.Memory is null ? 0 : 1));
        _pages[number] = page;
    }

    /// <summary>Removes what is in the place of pages from one number to before another; the original shows again.</summary>
    private void Drop(long first, long end)
    {
        foreach ((long number, FilePage page) in _pages.Between(first, end))
        {
            Drop(number, page);
        }
    }

    private void Drop(long number, FilePage page)
    {
        Put(number, default);
        storage.ReturnPages(page.IsTaken ? 1 : 0);
        if (page.Memory is { } memory)
        {
            Mapping?.Unmap(number, memory);
            memory.Release();
        }
    }
}
