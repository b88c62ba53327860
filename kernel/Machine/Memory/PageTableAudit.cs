using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Memory;

/// <summary>Walks the page tables that the CPU uses at this moment and checks what they allow.</summary>
public static unsafe class PageTableAudit
{
    private struct Counts
    {
        public ulong Pages;
        public ulong Tables;
        public ulong WritableAndExecutable;
        public ulong ExecutableElsewhere;
        public ulong User;
        public ulong LowerHalf;
        public ulong ImageAliases;
    }

    /// <summary>Looks at every page.</summary>
    public static PageTableAuditResult Run()
    {
        Counts counts = default;
        Walk(PageTable.AddressOf(CpuInstructions.ReadCr3()), PageTable.TopLevel, 0, PageFlags.Write | PageFlags.User, ref counts);
        return new PageTableAuditResult
        {
            Pages = counts.Pages,
            Tables = counts.Tables,
            WritableAndExecutable = counts.WritableAndExecutable,
            ExecutableElsewhere = counts.ExecutableElsewhere,
            UserPages = counts.User,
            LowerHalfPages = counts.LowerHalf,
            WritableImageAliases = counts.ImageAliases,
            MappedGuards = (ulong)KernelStacks.CountMappedGuards(),
        };
    }

    /// <summary>Write and user access need the bit on every level, no-execute takes effect on any.</summary>
    private static void Walk(ulong table, int level, ulong start, PageFlags inherited, ref Counts counts)
    {
        counts.Tables++;
        ulong* entries = PageTable.At(table);
        for (int i = 0; i < PageTable.Entries; i++)
        {
            PageFlags flags = (PageFlags)entries[i];
            if ((flags & PageFlags.Present) == 0)
            {
                continue;
            }

            ulong address = start + ((ulong)i * PageTable.SpanOf(level));
            if (level == PageTable.TopLevel && i >= PageTable.Entries / 2)
            {
                address |= MemoryMap.KernelHalf;
            }

            PageFlags effective = (inherited & flags & (PageFlags.Write | PageFlags.User))
                | ((inherited | flags) & PageFlags.NoExecute);
            if (level == 1 || (flags & PageFlags.Large) != 0)
            {
                Count(address, PageTable.AddressOf(entries[i]), PageTable.SpanOf(level), effective, ref counts);
            }
            else
            {
                Walk(PageTable.AddressOf(entries[i]), level - 1, address, effective, ref counts);
            }
        }
    }

    private static void Count(ulong address, ulong physical, ulong size, PageFlags flags, ref Counts counts)
    {
        counts.Pages++;
        bool isWritable = (flags & PageFlags.Write) != 0;
        bool isExecutable = (flags & PageFlags.NoExecute) == 0;
        counts.User += (flags & PageFlags.User) != 0 ? 1UL : 0;
        counts.LowerHalf += address < MemoryMap.KernelHalf ? 1UL : 0;
        counts.WritableAndExecutable += isWritable && isExecutable ? 1UL : 0;

        bool isCode = address >= (ulong)KernelImage.GetTextStart() && address + size <= (ulong)KernelImage.GetTextEnd();
        counts.ExecutableElsewhere += isExecutable && !isCode ? 1UL : 0;

        bool isConstant = Overlaps(physical, size, KernelImage.GetTextStart(), KernelImage.GetRodataEnd())
            || Overlaps(physical, size, KernelImage.GetDataEnd(), KernelImage.End);
        counts.ImageAliases += isWritable && isConstant ? 1UL : 0;
    }

    private static bool Overlaps(ulong physical, ulong size, byte* imageStart, byte* imageEnd) =>
        physical < DirectMap.ImageToPhysical(imageEnd) && DirectMap.ImageToPhysical(imageStart) < physical + size;
}
