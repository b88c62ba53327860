using System;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>
/// Content that can be changed. It begins as other content, of which nothing is copied; a page of its own comes with the first
/// write to it. Where nothing was ever written there is no page: a hole, which reads as zeros. Programs that map the
/// content have the same pages (<see cref="Mapping"/>).
/// </summary>
/// <param name="storage">Where pages are taken from.</param>
/// <param name="original">What it begins as.</param>
public sealed partial class PagedContent(FileStorage storage, FileContent original) : FileContent
{
    private const int PageSize = (int)Page.Size;

    /// <summary>Zeros, to read from a hole.</summary>
    private static readonly byte[] s_zeros = new byte[PageSize];

    private readonly FilePages _pages = new();

    /// <summary>Pages that are not only copies of the original's.</summary>
    private long _changed;

    /// <summary>Pages taken from the storage.</summary>
    private long _taken;

    /// <summary>Bytes of the original that still count; behind them it shows zeros.</summary>
    private long _originalLength = original.Length;

    /// <summary>Pages of the original that others took the place of.</summary>
    private long _replaced;

    private long _length = original.Length;

    public override long Length => _length;

    /// <summary>The content as areas show it; null if none ever did.</summary>
    public MappedFile? Mapping { get; internal set; }

    /// <summary>Pages that hold data or are reserved, the original's among them.</summary>
    public long PageCount => OriginalPages - _replaced + _taken;

    private long OriginalPages => PagesOf(_originalLength);

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(_length, offset, length);
        if (count == 0)
        {
            return default;
        }

        if (_changed == 0 && offset < _originalLength)
        {
            return original.Slice(offset, (int)Math.Min(count, _originalLength - offset));
        }

        int start = (int)Page.Offset((ulong)offset);
        count = Math.Min(count, PageSize - start);
        FilePage page = _pages[offset >> Page.Shift];
        if (page.Memory is not null)
        {
            return page.Memory.Bytes.Slice(start, count);
        }

        return offset < _originalLength && !page.IsChange
            ? original.Slice(offset, (int)Math.Min(count, _originalLength - offset))
            : s_zeros.AsSpan(start, count);
    }

    public override long FindData(long offset)
    {
        for (long page = offset / PageSize; page < PagesOf(_length); page++)
        {
            if (IsData(page))
            {
                return Math.Max(offset, page * PageSize);
            }

            page = Math.Max(page, LastOfHoles(page));
        }

        return -1;
    }

    public override long FindHole(long offset)
    {
        for (long page = offset / PageSize; page < PagesOf(_length); page++)
        {
            if (!IsData(page))
            {
                return Math.Max(offset, page * PageSize);
            }
        }

        return _length;
    }

    /// <summary>Whether a page holds something.</summary>
    internal bool IsData(long number)
    {
        FilePage page = _pages[number];
        return page.Memory is not null || (number < OriginalPages && !page.IsChange);
    }

    private static long PagesOf(long length) => (length / PageSize) + (length % PageSize != 0 ? 1 : 0);

    /// <summary>The last page before the next one that may be data, from a page behind the original that is none: there may be very many.</summary>
    private long LastOfHoles(long page)
    {
        if (page < OriginalPages)
        {
            return page;
        }

        long next = PagesOf(_length);
        foreach ((long other, _) in _pages.Between(page + 1, next))
        {
            if (other < next && IsData(other))
            {
                next = other;
            }
        }

        return next - 1;
    }
}
