using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Files;

/// <content>Writing, cutting, and making holes.</content>
public sealed partial class PagedContent
{
    /// <summary>Writes bytes; the content grows when they reach behind its end.</summary>
    /// <param name="offset">0 or more; together with what is written an offset too.</param>
    /// <param name="source">The bytes.</param>
    /// <returns>Bytes written; EFAULT or ENOSPC when it is none.</returns>
    public IoResult Write(long offset, ref IoSource source)
    {
        long done = 0;
        while (source.Remaining > 0)
        {
            long position = offset + done;
            int start = (int)(position % PageSize);
            int wanted = (int)Math.Min(source.Remaining, (ulong)(PageSize - start));
            long number = position / PageSize;
            bool isOwn = IsOwn(number);
            if (!isOwn && !IsTaken(number) && !storage.TryTakePages(1))
            {
                return done > 0 ? done : Errno.ENOSPC;
            }

            byte[] page = isOwn ? _pages[number] : CopyOf(number);
            int copied = source.Take(page.AsSpan(start, wanted));
            if (!isOwn)
            {
                Keep(number, page, copied);
            }

            done += copied;
            _length = Math.Max(_length, position + copied);
            if (copied < wanted)
            {
                return done > 0 ? done : Errno.EFAULT;
            }
        }

        return done;
    }

    /// <summary>Cuts the content, or makes it longer by a hole.</summary>
    /// <param name="length">0 or more.</param>
    public void Truncate(long length)
    {
        if (length < _length)
        {
            long kept = PagesOf(length);
            Drop(kept, long.MaxValue);
            if (length % PageSize != 0 && IsOwn(kept - 1))
            {
                _pages[kept - 1].AsSpan((int)(length % PageSize)).Clear();
            }

            _originalLength = Math.Min(_originalLength, length);
        }

        _length = length;
    }

    /// <summary>Takes pages for a range, <c>fallocate(2)</c>: all or none.</summary>
    /// <param name="offset">0 or more.</param>
    /// <param name="length">1 or more; the sum must not overflow.</param>
    /// <param name="keepSize">Whether the content stays as long as it is.</param>
    /// <returns>None or ENOSPC.</returns>
    public Errno Allocate(long offset, long length, bool keepSize)
    {
        long first = offset / PageSize;
        long end = PagesOf(offset + length);
        if (storage.PageLimit != 0 && end - first > storage.PageLimit + OriginalPages)
        {
            return Errno.ENOSPC;
        }

        long missing = 0;
        for (long page = first; page < end; page++)
        {
            missing += IsTaken(page) || IsData(page) ? 0 : 1;
        }

        if (!storage.TryTakePages(missing))
        {
            return Errno.ENOSPC;
        }

        Account.Pages += missing;
        for (long page = first; page < end; page++)
        {
            if (!IsTaken(page) && !IsData(page))
            {
                _pages[page] = s_reserved;
            }
        }

        _length = keepSize ? _length : Math.Max(_length, offset + length);
        return Errno.None;
    }

    /// <summary>Makes a range read as zeros and gives its whole pages back, FALLOC_FL_PUNCH_HOLE.</summary>
    /// <returns>None, or ENOSPC when a page at an end of the range cannot become an own one.</returns>
    public Errno PunchHole(long offset, long length)
    {
        long end = offset + length;
        long firstWhole = PagesOf(offset);
        long lastWhole = end / PageSize;
        Errno error = Errno.None;
        if (lastWhole < firstWhole)
        {
            return Clear(offset, (int)length);
        }

        if (offset % PageSize != 0)
        {
            error = Clear(offset, (int)((firstWhole * PageSize) - offset));
        }

        if (error == Errno.None && end % PageSize != 0)
        {
            error = Clear(lastWhole * PageSize, (int)(end % PageSize));
        }

        if (error == Errno.None)
        {
            Drop(firstWhole, lastWhole);
            for (long page = firstWhole; page < Math.Min(lastWhole, OriginalPages); page++)
            {
                _replaced += _pages.TryAdd(page, s_hole) ? 1 : 0;
            }
        }

        return error;
    }

    /// <summary>Whether a page can be written where it is.</summary>
    private bool IsOwn(long number) =>
        _pages.TryGetValue(number, out byte[]? page) && page != s_hole && page != s_reserved;

    /// <summary>Whether a page is taken from the storage.</summary>
    private bool IsTaken(long number) => _pages.TryGetValue(number, out byte[]? page) && page != s_hole;

    private byte[] CopyOf(long number)
    {
        byte[] page = new byte[PageSize];
        if (!_pages.ContainsKey(number) && number < OriginalPages)
        {
            long offset = number * PageSize;
            original.Read(offset, page.AsSpan(0, (int)Math.Min(PageSize, _originalLength - offset)));
        }

        return page;
    }

    /// <summary>Puts a new page in, if anything came into it.</summary>
    private void Keep(long number, byte[] page, int copied)
    {
        bool wasTaken = IsTaken(number);
        if (copied == 0)
        {
            storage.ReturnPages(wasTaken ? 0 : 1);
            return;
        }

        _replaced += !_pages.ContainsKey(number) && number < OriginalPages ? 1 : 0;
        Account.Pages += wasTaken ? 0 : 1;
        _pages[number] = page;
    }

    /// <summary>Clears bytes of one page; in a hole there is nothing to do.</summary>
    private Errno Clear(long offset, int count)
    {
        count = Available(_length, offset, count);
        if (count == 0 || !IsData(offset / PageSize))
        {
            return Errno.None;
        }

        IoSource zeros = new(s_hole.AsSpan(0, count));
        return Write(offset, ref zeros).Error;
    }

    /// <summary>Removes own pages and holes from one number to before another; the original shows again.</summary>
    private void Drop(long first, long end)
    {
        foreach ((long number, byte[] page) in _pages)
        {
            if (number < first || number >= end)
            {
                continue;
            }

            _pages.Remove(number);
            _replaced -= number < OriginalPages ? 1 : 0;
            if (page != s_hole)
            {
                Account.Pages--;
                storage.ReturnPages(1);
            }
        }
    }
}
