using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Core.Tasks;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>
/// The pages of an address space: each comes with the first fault on it. Reads of memory that was never written show one page
/// of zeros, and after a fork both sides show the same pages, until a write asks for an own one.
/// </summary>
/// <param name="table">The page tables.</param>
public sealed partial class UserPages(UserPageTable table) : IPageMapper
{
    /// <summary>Whether it gets no pages any more.</summary>
    private bool _isGivenUp;

    /// <summary>Whether another process than its own is in the middle of bringing a page.</summary>
    private bool _isVisited;

    /// <summary>The page tables.</summary>
    public UserPageTable Table { get; } = table;

    /// <summary>How much memory there is behind the address space, in pages; what it shares with others counts too.</summary>
    public long ResidentPages => Table.ResidentPages;

    /// <summary>The most that <see cref="ResidentPages"/> has been.</summary>
    public long MostResidentPages => Table.MostResidentPages;

    /// <summary>Makes a child's address space with its page tables, for <c>fork(2)</c>.</summary>
    /// <param name="memory">The parent's.</param>
    /// <param name="childMemory">The child's.</param>
    /// <returns>The child's pages; null when memory is out, and then nothing was made.</returns>
    public UserPages? TryFork(AddressSpace memory, out AddressSpace? childMemory)
    {
        childMemory = null;
        if (UserPageTable.TryCreate() is not { } childTable)
        {
            return null;
        }

        UserPages? child = null;
        try
        {
            child = new UserPages(childTable);
            childMemory = memory.TryFork(child);
        }
        finally
        {
            if (childMemory is null)
            {
                childTable.Free();
            }
        }

        return childMemory is null ? null : child;
    }

    /// <summary>Ends an address space and gives its memory back. If this CPU uses it, it changes to the kernel's own tables.</summary>
    public void Free(AddressSpace memory)
    {
        // First, so that nothing has to be invalidated page by page.
        Table.Deactivate();
        memory.Clear();
        Table.Free();
    }

    /// <summary>
    /// Gives all pages back before the end of the processes that have them, for which they have to be ending: no thread of theirs may
    /// come to ring 3 again. Copies from and to them fail from now on.
    /// </summary>
    public void GiveUp()
    {
        _isGivenUp = true;
        if (!_isVisited)
        {
            Table.Unmap(0, UserPageTable.End);
        }
    }

    public ulong MemorySize => UserPageTable.MemorySize;

    public bool MayGoOn()
    {
        Scheduler.GiveWay();
        return Scheduler.Current is not { IsKilled: true };
    }

    public bool IsMapped(ulong address) => Table.IsMapped(address);

    public void Unmap(ulong start, ulong end) => Table.Unmap(start, end - start);

    public void Unmap(ulong address, MemoryPage shown) => Table.Unmap(address, shown);

    public void Protect(ulong start, ulong end, MmapProtection protection) =>
        Table.Protect(start, end - start, ProtectionOf(protection));

    public bool TryMove(ulong from, ulong to, ulong length) => Table.TryMove(from, to, length);

    public bool TryShare(IPageMapper child, ulong start, ulong end, bool isShared) =>
        Table.TryShare(((UserPages)child).Table, start, end - start, isShared);

    public void EndSharing() => Table.EndSharing();

    /// <summary>Whether a page takes memory: it is mapped, or it is in its file and would be found there (<c>mincore(2)</c>).</summary>
    public bool IsResident(VmArea area, ulong address) =>
        Table.IsMapped(address)
        || (area.File is not null && area.File.IsResident((long)(area.FileOffsetAt(Page.RoundDown(address)) / Page.Size)));

    /// <summary>Copies to a program's memory without its page tables in use, such as to a new program's stack.</summary>
    /// <returns>EFAULT where nothing can be written, ENOMEM.</returns>
    public Errno Write(AddressSpace space, ulong address, ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            Errno error = Find(space, address, FaultAccess.Write, out Span<byte> rest);
            if (error != Errno.None)
            {
                return error;
            }

            int count = Math.Min(rest.Length, source.Length);
            source[..count].CopyTo(rest);
            source = source[count..];
            address += (ulong)count;
        }

        return Errno.None;
    }

    /// <summary>Copies from a program's memory without its page tables in use, as <c>/proc/[pid]/cmdline</c> does.</summary>
    /// <returns>How many bytes came through before one could not be read.</returns>
    public int Read(AddressSpace space, ulong address, Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length
            && Find(space, address + (ulong)done, FaultAccess.Read, out Span<byte> rest) == Errno.None)
        {
            int count = Math.Min(rest.Length, destination.Length - done);
            rest[..count].CopyTo(destination[done..]);
            done += count;
        }

        return done;
    }

    /// <summary>The rest of an address's page, brought if it was not there.</summary>
    private Errno Find(AddressSpace space, ulong address, FaultAccess access, out Span<byte> rest)
    {
        rest = default;
        if (address >= UserSpace.End)
        {
            return Errno.EFAULT;
        }

        FaultResolution resolution = space.Resolve(address, access, isPresent: Table.IsMapped(address));
        if (resolution.Action is FaultAction.SegvMapError or FaultAction.SegvAccessError or FaultAction.BusError)
        {
            return Errno.EFAULT;
        }

        // Whose address space it is may be chosen to end, to make room for this very page.
        _isVisited = true;
        try
        {
            if (!TryProvide(resolution, address))
            {
                return Errno.ENOMEM;
            }
        }
        finally
        {
            _isVisited = false;
        }

        rest = Table.PageAt(address)[(int)Page.Offset(address)..];
        return Errno.None;
    }

    private static UserProtection ProtectionOf(MmapProtection protection) =>
        (UserProtection)(protection & VmArea.AllAccess);
}
