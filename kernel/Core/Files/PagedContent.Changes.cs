using System;
using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Files;

/// <content>Writing, cutting, and making holes.</content>
public sealed partial class PagedContent
{
    /// <summary>Writes bytes; the content grows when they reach behind its end.</summary>
    /// <param name="offset">0 or more; together with what is written an offset too.</param>
    /// <param name="source">The bytes.</param>
    /// <returns>Bytes written; EFAULT, ENOSPC or ENOMEM when it is none.</returns>
    public IoResult Write(long offset, ref IoSource source)
    {
        if (offset > _length)
        {
            ClearTail();
        }

        long done = 0;
        while (source.Remaining > 0)
        {
            long position = offset + done;
            long number = position / PageSize;
            int start = (int)(position % PageSize);
            int wanted = (int)Math.Min(source.Remaining, (ulong)(PageSize - start));
            bool isNew = _pages[number].Kind == FilePageKind.Original;
            if (TryMakeOwn(number, isMapped: false, out Errno error) is not { } page)
            {
                return done > 0 ? done : error;
            }

            // The source may be a mapping of this content, and a fault there may bring pages into it: this one is in its place already.
            int copied = source.Take(page.Bytes.Slice(start, wanted));
            if (copied == 0 && isNew && !page.IsMapped)
            {
                Drop(number, _pages[number]);
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
            Mapping?.Unmap(kept, long.MaxValue);
            Drop(kept, long.MaxValue);
            if (length % PageSize != 0 && FindPage(kept - 1) is { } last)
            {
                last.Bytes[(int)(length % PageSize)..].Clear();
            }

            _originalLength = Math.Min(_originalLength, length);
        }
        else if (length > _length)
        {
            ClearTail();
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
            missing += NeedsRoom(page) ? 1 : 0;
        }

        if (!storage.TryTakePages(missing))
        {
            return Errno.ENOSPC;
        }

        for (long page = first; page < end; page++)
        {
            if (NeedsRoom(page))
            {
                Put(page, new FilePage(FilePageKind.Reserved));
            }
        }

        if (!keepSize && offset + length > _length)
        {
            ClearTail();
            _length = offset + length;
        }

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
                Put(page, new FilePage(FilePageKind.Hole));
            }
        }

        return error;
    }

    /// <summary>Whether fallocate has to take a page here: it is neither taken nor the original's.</summary>
    private bool NeedsRoom(long number) => !_pages[number].IsTaken && !IsData(number);

    /// <summary>The content grows: what programs have written behind its end must not come to light.</summary>
    private void ClearTail()
    {
        if (_isMappedToWrite && FindPage(_length / PageSize) is { } last)
        {
            last.Bytes[(int)(_length % PageSize)..].Clear();
        }
    }

    /// <summary>Clears bytes of one page; in a hole there is nothing to do.</summary>
    private Errno Clear(long offset, int count)
    {
        count = Available(_length, offset, count);
        if (count == 0 || !IsData(offset / PageSize))
        {
            return Errno.None;
        }

        IoSource zeros = new(s_zeros.AsSpan(0, count));
        return Write(offset, ref zeros).Error;
    }
}
