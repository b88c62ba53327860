using System;
using System.Collections.Generic;

namespace Lodestar.Core.Files;

/// <summary>
/// How much a file system in memory may hold, as the options size and nr_inodes of <c>tmpfs(5)</c>, and how much it holds.
/// What the initramfs brought is not counted as pages: it is there once, whatever happens to its files.
/// </summary>
/// <param name="pageLimit">Pages of 4 KiB that files may have; 0 for no limit.</param>
/// <param name="inodeLimit">Inodes, and names beyond the first of each; 0 for no limit.</param>
public sealed class FileStorage(long pageLimit, long inodeLimit)
{
    /// <summary>Contents without a file, of which a program may still have areas.</summary>
    private readonly List<(WeakReference<PagedContent> Content, PageAccount Account)> _mapped = [];

    private long _pages;
    private long _inodes;

    public long PageLimit { get; } = pageLimit;

    public long InodeLimit { get; } = inodeLimit;

    /// <summary>Pages that can still be taken; 0 without a limit.</summary>
    public long FreePages => PageLimit == 0 ? 0 : PageLimit - _pages;

    /// <summary>Inodes that can still be made; 0 without a limit.</summary>
    public long FreeInodes => InodeLimit == 0 ? 0 : Math.Max(InodeLimit - _inodes, 0);

    /// <summary>Storage that takes all it is given.</summary>
    public static FileStorage Unlimited() => new(pageLimit: 0, inodeLimit: 0);

    /// <summary>Takes pages; false (ENOSPC) when there are not so many.</summary>
    public bool TryTakePages(long count)
    {
        if (!HasPages(count))
        {
            CollectMapped();
        }

        bool isThere = HasPages(count);
        _pages += isThere ? count : 0;
        return isThere;
    }

    /// <summary>Gives pages back.</summary>
    public void ReturnPages(long count) => _pages -= count;

    /// <summary>Gives the pages of a file that is gone back once no area shows them any more.</summary>
    public void ReturnUnmapped(PagedContent content) => _mapped.Add((new WeakReference<PagedContent>(content), content.Account));

    /// <summary>Whether one more inode can be made; otherwise it is ENOSPC.</summary>
    public bool HasInode => InodeLimit == 0 || _inodes < InodeLimit;

    /// <summary>Counts a new inode, or one more name of one.</summary>
    public void AddInode() => _inodes++;

    /// <summary>Gives an inode back.</summary>
    public void ReturnInode() => _inodes--;

    private bool HasPages(long count) => PageLimit == 0 || count <= PageLimit - _pages;

    private void CollectMapped()
    {
        if (_mapped.Count == 0)
        {
            return;
        }

        GC.Collect();
        for (int i = _mapped.Count - 1; i >= 0; i--)
        {
            if (!_mapped[i].Content.TryGetTarget(out _))
            {
                ReturnPages(_mapped[i].Account.Pages);
                _mapped.RemoveAt(i);
            }
        }
    }
}
