using System;
using Lodestar.Core.Memory;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Processes;

/// <content>Bringing pages.</content>
public sealed partial class UserPages
{
    /// <summary>Bytes around a page of a file that are mapped with it; less than a page table maps.</summary>
    private const ulong AheadSize = 64 << 10;

    /// <inheritdoc/>
    /// <remarks>Nor does an address space get any that was given up.</remarks>
    public bool TryProvide(in FaultResolution resolution, ulong address)
    {
        if (_isGivenUp)
        {
            return false;
        }

        VmArea area = resolution.Area!;
        ulong page = Page.RoundDown(address);
        UserProtection protection = ProtectionOf(area.Protection);
        switch (resolution.Action)
        {
            case FaultAction.DemandZero or FaultAction.StackGrowth:
                return resolution.IsWrite ? Table.TryMap(page, protection) : Table.TryMapZeros(page, protection);
            case FaultAction.FilePage when resolution.IsWrite && !area.IsShared:
                return TryMapCopy(area.File!, resolution.FileOffset, page, protection);
            case FaultAction.FilePage:
                return TryMapFile(resolution, page, protection);
            case FaultAction.CopyOnWrite:
                return Table.TryMakeOwn(page, protection);
            case FaultAction.FirstWrite:
                if (area.File!.TryProvide((long)(resolution.FileOffset / Page.Size), toWrite: true) is null)
                {
                    return false;
                }

                area.File.NoteWrite();
                Table.AllowWrites(page, protection);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Maps a copy of a file's page, which need not be in memory itself.</summary>
    private bool TryMapCopy(MappedFile file, ulong offset, ulong page, UserProtection protection)
    {
        if (file.Find((long)(offset / Page.Size)) is { } original)
        {
            return Table.TryMapCopy(page, original, protection);
        }

        if (!Table.TryMap(page, protection))
        {
            return false;
        }

        file.Read((long)offset, Table.PageAt(page));
        return true;
    }

    private bool TryMapFile(in FaultResolution resolution, ulong page, UserProtection protection)
    {
        VmArea area = resolution.Area!;
        MappedFile file = area.File!;
        if (file.TryProvide((long)(resolution.FileOffset / Page.Size), resolution.IsWrite) is not { } shown)
        {
            return false;
        }

        if (resolution.IsWrite)
        {
            file.NoteWrite();
        }

        bool isWriteProtected = !area.IsShared || (file.NotesWrites && !resolution.IsWrite);
        if (!Table.TryMap(page, shown, protection, isWriteProtected))
        {
            return false;
        }

        if (!resolution.IsWrite)
        {
            MapAhead(area, page, protection, isWriteProtected);
        }

        return true;
    }

    /// <summary>Maps what is in memory of a file around a page, so that its neighbours need no faults of their own (Linux: fault-around).</summary>
    private void MapAhead(VmArea area, ulong page, UserProtection protection, bool isWriteProtected)
    {
        ulong start = page & ~(AheadSize - 1);
        ulong end = Math.Min(start + AheadSize, area.End);
        start = Math.Max(start, area.Start);
        MappedFile file = area.File!;
        long offset = (long)area.FileOffsetAt(start);
        for (ulong neighbour = start; neighbour < end && offset < file.Length; neighbour += Page.Size, offset += (long)Page.Size)
        {
            if (neighbour != page && file.Find(offset / (long)Page.Size) is { } shown)
            {
                Table.MapAhead(neighbour, shown, protection, isWriteProtected);
            }
        }
    }
}
