using System;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Memory;

/// <content>An area as one of those that show a file.</content>
public sealed partial class VmArea
{
    /// <summary>The address space that it lies in; null while it lies in none.</summary>
    private AddressSpace? _space;

    internal VmArea? PreviousOfFile { get; set; }

    internal VmArea? NextOfFile { get; set; }

    /// <summary>The area has come into an address space.</summary>
    internal void Enter(AddressSpace space)
    {
        _space = space;
        File?.Add(this);
    }

    /// <summary>The area has left its address space.</summary>
    internal void Leave()
    {
        File?.Remove(this);
        _space = null;
    }

    /// <summary>Takes the pages out that show a range of the file's, and what the program has instead of them.</summary>
    internal void UnmapPages(long first, long end)
    {
        long ownFirst = (long)(FileOffset / Page.Size);
        long from = Math.Max(first, ownFirst) - ownFirst;
        long to = Math.Min(end - ownFirst, (long)(Length / Page.Size));
        if (from < to)
        {
            _space!.Pages.Unmap(Start + ((ulong)from * Page.Size), Start + ((ulong)to * Page.Size));
        }
    }

    /// <summary>Takes the place of a page of the file out, if it shows that page and no copy.</summary>
    internal void UnmapPage(long number, MemoryPage page)
    {
        ulong distance = ((ulong)number * Page.Size) - FileOffset;
        if ((ulong)number * Page.Size >= FileOffset && distance < Length)
        {
            _space!.Pages.Unmap(Start + distance, page);
        }
    }
}
