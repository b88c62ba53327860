using System;
using System.Collections.Generic;
using Lodestar.Core.Abi;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.Memory;

/// <summary>Page tables that are a dictionary. Each page that is there holds a number, so that it can be followed when it moves.</summary>
internal sealed class FakePages : IPageMapper
{
    public SortedDictionary<ulong, int> Contents { get; } = [];

    public Dictionary<ulong, MmapProtection> Protections { get; } = [];

    public ulong MemorySize { get; set; } = 1UL << 40;

    /// <summary>After how many more times that it is asked the program has to end.</summary>
    public int TimesToGoOn { get; set; } = int.MaxValue;

    public bool MayGoOn() => TimesToGoOn-- > 0;

    /// <summary>Whether there is memory for page tables.</summary>
    public bool HasMemory { get; set; } = true;

    /// <summary>Whether old translations may be in use.</summary>
    public bool IsSharing { get; private set; }

    public void Put(ulong page, int content, MmapProtection protection)
    {
        Contents[page] = content;
        Protections[page] = protection;
    }

    public bool IsMapped(ulong address) => Contents.ContainsKey(Page.RoundDown(address));

    public bool TryProvide(in FaultResolution resolution, ulong address)
    {
        Contents.TryAdd(Page.RoundDown(address), 1);
        Protections[Page.RoundDown(address)] = resolution.Area!.Protection;
        return HasMemory;
    }

    public void Unmap(ulong start, ulong end)
    {
        foreach (ulong page in PagesIn(start, end))
        {
            Contents.Remove(page);
            Protections.Remove(page);
        }
    }

    public void Unmap(ulong address, MemoryPage shown) => throw new NotSupportedException("These pages are no file's.");

    public void Protect(ulong start, ulong end, MmapProtection protection)
    {
        foreach (ulong page in PagesIn(start, end))
        {
            Protections[page] = protection;
        }
    }

    public bool TryMove(ulong from, ulong to, ulong length)
    {
        Assert.Empty(PagesIn(to, to + length));
        Assert.True(from + length <= to || to + length <= from);
        if (!HasMemory)
        {
            return false;
        }

        foreach (ulong page in PagesIn(from, from + length))
        {
            Put(page - from + to, Contents[page], Protections[page]);
            Contents.Remove(page);
            Protections.Remove(page);
        }

        return true;
    }

    public bool TryShare(IPageMapper child, ulong start, ulong end, bool isShared)
    {
        FakePages other = (FakePages)child;
        Assert.Empty(other.PagesIn(start, end));
        IsSharing = true;
        foreach (ulong page in PagesIn(start, end))
        {
            if (!other.HasMemory)
            {
                return false;
            }

            other.Put(page, Contents[page], Protections[page]);
        }

        return true;
    }

    public void EndSharing() => IsSharing = false;

    private List<ulong> PagesIn(ulong start, ulong end)
    {
        Assert.True(start < end && Page.IsAligned(start) && Page.IsAligned(end));
        Assert.True(start >= UserSpace.Start && end <= UserSpace.End);
        List<ulong> pages = [];
        foreach (ulong page in Contents.Keys)
        {
            if (page >= start && page < end)
            {
                pages.Add(page);
            }
        }

        return pages;
    }
}
