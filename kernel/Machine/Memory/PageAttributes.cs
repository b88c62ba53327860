using Lodestar.Machine.Cpu;

namespace Lodestar.Machine.Memory;

/// <summary>
/// What the caching bits of page table entries mean (Intel SDM volume 3, 12.12, "Page Attribute Table"). Entry 1 of the table, which
/// <see cref="PageFlags.WriteThrough"/> alone chooses, is made to collect writes: a screen is drawn much faster so. The other entries are
/// as after a reset. A CPU without the table writes through, and the screen's own MTRR then makes that uncached.
/// </summary>
internal static class PageAttributes
{
    private const uint MsrPageAttributeTable = 0x277;

    /// <summary>From entry 7 down: UC, UC-, WT, WB, UC, UC-, write combining, WB.</summary>
    private const ulong Table = 0x0007_0406_0007_0106;

    /// <summary>Programs the table. No page may be mapped by then whose entry changes its meaning.</summary>
    public static void Program()
    {
        if (CpuFeatures.Has(CpuFeature.PageAttributeTable))
        {
            CpuInstructions.WriteMsr(MsrPageAttributeTable, Table);
        }
    }
}
