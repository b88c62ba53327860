using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Lodestar.Machine.UserMode;

/// <summary>Page tables in place of the kernel's own: a dictionary. Misuse that the kernel's would not survive fails the test.</summary>
public sealed class UserPageTable
{
    public const ulong End = 0x7fff_ffff_f000;
    public const ulong PageSize = 4096;

    private static readonly MemoryPage s_zeros = MemoryPage.Zeros;

    private readonly SortedDictionary<ulong, Entry> _entries = [];

    private sealed record Entry(MemoryPage Page, UserProtection Protection, bool IsWriteProtected);

    public static ulong MemorySize => 1UL << 40;

    public long ResidentPages => _entries.Values.Count(static entry => entry.Page != s_zeros);

    public long MostResidentPages => ResidentPages;

    /// <summary>The pages that there are.</summary>
    public IEnumerable<ulong> Pages => _entries.Keys;

    /// <summary>Whether translations from before a fork may be in use.</summary>
    public bool IsSharing { get; private set; }

    public static UserPageTable? TryCreate() => new();

    public void Deactivate()
    {
    }

    public void Free() => Assert.Empty(_entries);

    public bool IsMapped(ulong address) => _entries.ContainsKey(address & ~(PageSize - 1));

    /// <summary>Whether the CPU would make an access without a fault.</summary>
    public bool Allows(ulong address, UserProtection access) =>
        _entries.TryGetValue(address & ~(PageSize - 1), out Entry? entry)
        && (access == UserProtection.Write
            ? (entry.Protection & access) != 0 && !entry.IsWriteProtected
            : entry.Protection != UserProtection.None);

    public Span<byte> PageAt(ulong address) =>
        _entries.TryGetValue(address & ~(PageSize - 1), out Entry? entry) ? entry.Page.Frame : default;

    public bool TryMap(ulong address, UserProtection protection) =>
        MemoryPage.TryAllocate() is { } page && Enter(address, new Entry(page, protection, IsWriteProtected: false));

    public bool TryMapZeros(ulong address, UserProtection protection)
    {
        s_zeros.Add();
        return Enter(address, new Entry(s_zeros, protection, IsWriteProtected: true));
    }

    public bool TryMap(ulong address, MemoryPage shared, UserProtection protection, bool isWriteProtected)
    {
        Assert.False(shared.Bytes.IsEmpty);
        shared.Add();
        return Enter(address, new Entry(shared, protection, isWriteProtected));
    }

    public void MapAhead(ulong address, MemoryPage shared, UserProtection protection, bool isWriteProtected)
    {
        if (!_entries.ContainsKey(address))
        {
            TryMap(address, shared, protection, isWriteProtected);
        }
    }

    public bool TryMapCopy(ulong address, MemoryPage original, UserProtection protection)
    {
        if (!TryMap(address, protection))
        {
            return false;
        }

        original.Bytes.CopyTo(PageAt(address));
        return true;
    }

    public bool TryMakeOwn(ulong address, UserProtection protection)
    {
        Entry entry = _entries[address];
        MemoryPage page = entry.Page;
        if (page.References > 1)
        {
            if (MemoryPage.TryAllocate() is not { } copy)
            {
                return false;
            }

            page.Frame.CopyTo(copy.Frame);
            page.Drop();
            page = copy;
        }

        _entries[address] = new Entry(page, protection, IsWriteProtected: false);
        return true;
    }

    public void AllowWrites(ulong address, UserProtection protection) =>
        _entries[address] = new Entry(_entries[address].Page, protection, IsWriteProtected: false);

    public void Unmap(ulong address, MemoryPage shared)
    {
        if (_entries.TryGetValue(address, out Entry? entry) && entry.Page == shared)
        {
            Unmap(address, PageSize);
        }
    }

    public void Unmap(ulong address, ulong length)
    {
        foreach (ulong page in PagesIn(address, length))
        {
            _entries.Remove(page, out Entry? entry);
            entry!.Page.Drop();
        }
    }

    public void Protect(ulong address, ulong length, UserProtection protection)
    {
        foreach (ulong page in PagesIn(address, length))
        {
            _entries[page] = _entries[page] with { Protection = protection };
        }
    }

    public bool TryMove(ulong from, ulong to, ulong length)
    {
        Assert.Empty(PagesIn(to, length));
        foreach (ulong page in PagesIn(from, length))
        {
            _entries.Remove(page, out Entry? entry);
            _entries[page - from + to] = entry!;
        }

        return true;
    }

    public bool TryShare(UserPageTable child, ulong address, ulong length, bool isShared)
    {
        IsSharing = true;
        foreach (ulong page in PagesIn(address, length))
        {
            _entries[page] = _entries[page] with { IsWriteProtected = _entries[page].IsWriteProtected || !isShared };
            _entries[page].Page.Add();
            child.Enter(page, _entries[page]);
        }

        return true;
    }

    public void EndSharing() => IsSharing = false;

    private bool Enter(ulong address, Entry entry)
    {
        Assert.Equal(0UL, address % PageSize);
        _entries.Add(address, entry);
        return true;
    }

    private List<ulong> PagesIn(ulong address, ulong length)
    {
        Assert.Equal(0UL, (address | length) % PageSize);
        Assert.True(address <= End && length <= End - address);
        return [.. _entries.Keys.Where(page => page >= address && page - address < length)];
    }
}
