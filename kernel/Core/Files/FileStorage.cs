using System;

namespace Lodestar.Core.Files;

/// <summary>
/// How much a file system in memory may hold, as the options size and nr_inodes of <c>tmpfs(5)</c>, and how much it holds.
/// What the initramfs brought is not counted as pages: it is there once, whatever happens to its files.
/// </summary>
/// <param name="pageLimit">Pages of 4 KiB that files may have; 0 for no limit.</param>
/// <param name="inodeLimit">Inodes, and names beyond the first of each; 0 for no limit.</param>
public sealed class FileStorage(long pageLimit, long inodeLimit)
{
    private long _pages;
    private long _inodes;

    public long PageLimit { get; internal set; } = pageLimit;

    public long InodeLimit { get; internal set; } = inodeLimit;

    /// <summary>Inodes that there are.</summary>
    public long UsedInodes => _inodes;

    /// <summary>Pages that are taken.</summary>
    public long UsedPages => _pages;

    /// <summary>Frames of memory that hold files: pages that are taken and no frame yet are not among them, copies of the initramfs are.</summary>
    public long Frames { get; private set; }

    /// <summary>Those of all file systems.</summary>
    public static long AllFrames { get; private set; }

    /// <summary>Pages that can still be taken; 0 without a limit.</summary>
    public long FreePages => PageLimit == 0 ? 0 : PageLimit - _pages;

    /// <summary>Inodes that can still be made; 0 without a limit.</summary>
    public long FreeInodes => InodeLimit == 0 ? 0 : Math.Max(InodeLimit - _inodes, 0);

    /// <summary>Storage that takes all it is given.</summary>
    public static FileStorage Unlimited() => new(pageLimit: 0, inodeLimit: 0);

    /// <summary>Takes pages; false (ENOSPC) when there are not so many.</summary>
    public bool TryTakePages(long count)
    {
        bool isThere = HasPages(count);
        _pages += isThere ? count : 0;
        return isThere;
    }

    /// <summary>Whether there are so many pages.</summary>
    public bool HasPages(long count) => PageLimit == 0 || count <= PageLimit - _pages;

    /// <summary>Gives pages back.</summary>
    public void ReturnPages(long count) => _pages -= count;

    /// <summary>Counts frames that files have got, or given back.</summary>
    public void CountFrames(long change)
    {
        Frames += change;
        AllFrames += change;
    }

    /// <summary>Whether one more inode can be made; otherwise it is ENOSPC.</summary>
    public bool HasInode => InodeLimit == 0 || _inodes < InodeLimit;

    /// <summary>Counts a new inode, or one more name of one.</summary>
    public void AddInode() => _inodes++;

    /// <summary>Gives an inode back.</summary>
    public void ReturnInode() => _inodes--;
}
