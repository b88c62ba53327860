using System;
using System.Collections.Generic;
using Lodestar.Core.Memory;

namespace Lodestar.Core.Files;

/// <summary>
/// Content that can be changed. It begins as other content, of which nothing is copied; a page of its own comes with the first
/// write to it. Where nothing was ever written there is no page: a hole, which reads as zeros.
/// </summary>
/// <param name="storage">Where pages are taken from.</param>
/// <param name="original">What it begins as.</param>
public sealed partial class PagedContent(FileStorage storage, FileContent original) : FileContent
{
    private const int PageSize = (int)Page.Size;

    /// <summary>Zeros, to read from a hole.</summary>
    private static readonly byte[] s_hole = new byte[PageSize];

    /// <summary>Zeros for a page that fallocate took and nobody has written yet.</summary>
    private static readonly byte[] s_reserved = new byte[PageSize];

    /// <summary>
    /// Pages by their number: own ones, <see cref="s_reserved"/>, or <see cref="s_hole"/> where the original no longer shows.
    /// All others are the original's, or holes behind it.
    /// </summary>
    private readonly Dictionary<long, byte[]> _pages = [];

    /// <summary>Bytes of the original that still count; behind them it shows zeros.</summary>
    private long _originalLength = original.Length;

    /// <summary>Pages of the original that others took the place of.</summary>
    private long _replaced;

    private long _length = original.Length;

    public override long Length => _length;

    /// <summary>Pages taken from the storage.</summary>
    public PageAccount Account { get; } = new();

    /// <summary>Pages that hold data or are reserved, the original's among them.</summary>
    public long PageCount => OriginalPages - _replaced + Account.Pages;

    private long OriginalPages => PagesOf(_originalLength);

    public override ReadOnlySpan<byte> Slice(long offset, int length)
    {
        int count = Available(_length, offset, length);
        if (count == 0)
        {
            return default;
        }

        if (_pages.Count == 0 && offset < _originalLength)
        {
            return original.Slice(offset, (int)Math.Min(count, _originalLength - offset));
        }

        int start = (int)(offset % PageSize);
        count = Math.Min(count, PageSize - start);
        if (_pages.TryGetValue(offset / PageSize, out byte[]? page))
        {
            return page.AsSpan(start, count);
        }

        return offset < _originalLength
            ? original.Slice(offset, (int)Math.Min(count, _originalLength - offset))
            : s_hole.AsSpan(start, count);
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

    private static long PagesOf(long length) => (length / PageSize) + (length % PageSize != 0 ? 1 : 0);

    private bool IsData(long page) =>
        _pages.TryGetValue(page, out byte[]? own) ? own != s_hole && own != s_reserved : page < OriginalPages;

    /// <summary>The last page before the next one that may be data, from a page behind the original that is none: there may be very many.</summary>
    private long LastOfHoles(long page)
    {
        if (page < OriginalPages)
        {
            return page;
        }

        long next = PagesOf(_length);
        foreach (long other in _pages.Keys)
        {
            if (other > page && other < next && IsData(other))
            {
                next = other;
            }
        }

        return next - 1;
    }
}
