using Lodestar.Machine.Cpu;
using Lodestar.Machine.Memory;

namespace Lodestar.Machine.UserMode;

/// <summary>
/// Translations of this CPU that a change of page tables has made wrong: a few go one by one, many by loading CR3 again.
/// INVLPG drops every cached directory entry too (Intel SDM volume 3, 4.10.4.1), so a table may go with its last page.
/// Frames that are given back meanwhile must not be used again before <see cref="Drop"/>.
/// </summary>
/// <param name="root">The tables that change.</param>
internal struct StaleTranslations(ulong root)
{
    /// <summary>From so many on, filling the TLB again costs less than so many INVLPG (Linux: tlb_single_page_flush_ceiling).</summary>
    private const int Many = 33;

    private readonly bool _isActive = PageTable.AddressOf(CpuInstructions.ReadCr3()) == root;
    private int _count;

    /// <summary>A page whose entry has changed.</summary>
    public void Add(ulong page)
    {
        _count++;
        if (_isActive && _count < Many)
        {
            CpuInstructions.InvalidatePage(page);
        }
    }

    /// <summary>Makes sure that none is used any more.</summary>
    public readonly void Drop()
    {
        if (_isActive && _count >= Many)
        {
            CpuInstructions.WriteCr3(root);
        }
    }
}
