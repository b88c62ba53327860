using System;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <summary>The pages of an address space: each comes with the first fault on it, and has a frame of its own.</summary>
/// <param name="table">The page tables.</param>
public sealed class UserPages(UserPageTable table) : IPageMapper
{
    /// <summary>The page tables.</summary>
    public UserPageTable Table { get; } = table;

    public void Unmap(ulong start, ulong end) => Table.Unmap(start, end - start);

    public void Protect(ulong start, ulong end, MmapProtection protection) =>
        Table.Protect(start, end - start, ProtectionOf(protection));

    public bool TryMove(ulong from, ulong to, ulong length) => Table.TryMove(from, to, length);

    /// <summary>Brings the page that a fault asks for.</summary>
    /// <param name="resolution">What the address space says; not one of the errors.</param>
    /// <param name="address">Any address in the page.</param>
    /// <returns>False when memory is out.</returns>
    public bool TryProvide(in FaultResolution resolution, ulong address)
    {
        VmArea area = resolution.Area!;
        ulong page = Page.RoundDown(address);
        UserProtection protection = ProtectionOf(area.Protection);
        switch (resolution.Action)
        {
            case FaultAction.DemandZero or FaultAction.StackGrowth:
                return TryMap(page, protection);
            case FaultAction.FilePage:
                if (!TryMap(page, protection))
                {
                    return false;
                }

                area.File!.Content.Read((long)resolution.FileOffset, Table.PageAt(page));
                return true;
            case FaultAction.CopyOnWrite:
                // The frame is nobody else's.
                Table.Protect(page, Page.Size, protection);
                return true;
            default:
                return true;
        }
    }

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

    public bool TryFork(AddressSpace space, out AddressSpace? memory, out UserPages? pages)
    {
        pages = new UserPages(UserPageTable.TryCreate()!);
        memory = new AddressSpace(pages, space.Layout) { InitialStackPointer = space.InitialStackPointer };
        for (int i = 0; i < space.Areas.Count; i++)
        {
            VmArea area = space.Areas[i];
            memory.Areas.Add(area.CopyTo(area.Start, area.Start, area.End));
            for (ulong page = area.Start; page < area.End; page += Page.Size)
            {
                if (Table.IsMapped(page))
                {
                    pages.Table.TryMap(page, ProtectionOf(area.Protection), Table.PageAt(page));
                }
            }
        }

        memory.CopyBreak(space);
        return true;
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

        if (!TryProvide(resolution, address))
        {
            return Errno.ENOMEM;
        }

        rest = Table.PageAt(address)[(int)Page.Offset(address)..];
        return Errno.None;
    }

    /// <summary>Maps a page of zeros. When no frame is free, the kernel's own garbage is collected first.</summary>
    private bool TryMap(ulong page, UserProtection protection)
    {
        if (Table.TryMap(page, protection))
        {
            return true;
        }

        GC.Collect();
        return Table.TryMap(page, protection);
    }

    private static UserProtection ProtectionOf(MmapProtection protection) =>
        (UserProtection)(protection & VmArea.AllAccess);
}
