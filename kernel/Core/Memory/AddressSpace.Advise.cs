using System;
using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <content><c>madvise(2)</c>.</content>
public sealed partial class AddressSpace
{
    /// <summary>Takes a program's word about its use of a range.</summary>
    /// <returns>
    /// EINVAL for an unaligned range, for advice that is not known here and for advice that does not fit an area; ENOMEM for a
    /// hole, after all areas have been served, but with MADV_POPULATE_* at once.
    /// </returns>
    public Errno Advise(ulong address, ulong length, MemoryAdvice advice)
    {
        if (!IsKnown(advice) || !Page.IsAligned(address))
        {
            return Errno.EINVAL;
        }

        ulong rounded = Page.RoundUp(length);
        ulong end = address + rounded;
        if ((length != 0 && rounded == 0) || end < address)
        {
            return Errno.EINVAL;
        }

        if (advice is MemoryAdvice.PopulateRead or MemoryAdvice.PopulateWrite)
        {
            return Populate(address, end, advice == MemoryAdvice.PopulateRead ? FaultAccess.Read : FaultAccess.Write);
        }

        bool hasHole = false;
        Errno error = Errno.None;
        ulong done = address;
        for (int index = Areas.IndexFrom(address); done < end && error == Errno.None; index++)
        {
            if (index == Areas.Count || Areas[index].Start >= end)
            {
                hasHole = true;
                break;
            }

            hasHole |= Areas[index].Start > done;
            done = Math.Min(Areas[index].End, end);
            error = AdviseArea(ref index, address, end, advice);
        }

        Areas.Merge(address, end);
        return error != Errno.None ? error : hasHole ? Errno.ENOMEM : Errno.None;
    }

    /// <summary>Advice on huge pages, merging, poisoning and guard pages is what a Linux built without it rejects.</summary>
    private static bool IsKnown(MemoryAdvice advice) => advice
        is MemoryAdvice.Normal or MemoryAdvice.Random or MemoryAdvice.Sequential or MemoryAdvice.WillNeed
        or MemoryAdvice.DontNeed or MemoryAdvice.DontNeedLocked or MemoryAdvice.Free or MemoryAdvice.Remove
        or MemoryAdvice.DontFork or MemoryAdvice.DoFork or MemoryAdvice.DontDump or MemoryAdvice.DoDump
        or MemoryAdvice.WipeOnFork or MemoryAdvice.KeepOnFork or MemoryAdvice.Cold or MemoryAdvice.PageOut
        or MemoryAdvice.PopulateRead or MemoryAdvice.PopulateWrite;

    private Errno AdviseArea(ref int index, ulong start, ulong end, MemoryAdvice advice)
    {
        VmArea area = Areas[index];
        bool isPrivateAnonymous = area.File is null;
        switch (advice)
        {
            // To drop the pages at once is one of the outcomes that MADV_FREE allows.
            case MemoryAdvice.Free when !isPrivateAnonymous:
            case MemoryAdvice.WipeOnFork when !isPrivateAnonymous:
                return Errno.EINVAL;
            case MemoryAdvice.Free:
            case MemoryAdvice.DontNeed:
            case MemoryAdvice.DontNeedLocked:
                Pages.Unmap(Math.Max(area.Start, start), Math.Min(area.End, end));
                return Errno.None;
            case MemoryAdvice.Remove:
                return Remove(area, Math.Max(area.Start, start), Math.Min(area.End, end));
            case MemoryAdvice.DontFork:
                return Mark(ref index, start, end, area.Flags | VmAreaFlags.DontFork);
            case MemoryAdvice.DoFork:
                return Mark(ref index, start, end, area.Flags & ~VmAreaFlags.DontFork);
            case MemoryAdvice.DontDump:
                return Mark(ref index, start, end, area.Flags | VmAreaFlags.DontDump);
            case MemoryAdvice.DoDump:
                return Mark(ref index, start, end, area.Flags & ~VmAreaFlags.DontDump);
            case MemoryAdvice.WipeOnFork:
                return Mark(ref index, start, end, area.Flags | VmAreaFlags.WipeOnFork);
            case MemoryAdvice.KeepOnFork:
                return Mark(ref index, start, end, area.Flags & ~VmAreaFlags.WipeOnFork);
            default:
                // How a program reads changes nothing here: no page is read ahead, and none is swapped out.
                return Errno.None;
        }
    }

    /// <summary>madvise_remove in Linux's <c>mm/madvise.c</c>.</summary>
    private static Errno Remove(VmArea area, ulong start, ulong end) =>
        area.File is null ? Errno.EINVAL
        : !area.IsShared || (area.MaximumProtection & MmapProtection.Write) == 0 ? Errno.EACCES
        : area.File.PunchHole(area.FileOffsetAt(start), end - start);

    private Errno Mark(ref int index, ulong start, ulong end, VmAreaFlags flags)
    {
        if (Areas[index].Flags == flags)
        {
            return Errno.None;
        }

        Errno error = Isolate(ref index, start, end);
        if (error == Errno.None)
        {
            Areas[index].Flags = flags;
        }

        return error;
    }
}
