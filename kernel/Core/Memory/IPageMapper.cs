using Lodestar.Core.Abi;
using Lodestar.Machine.UserMode;

namespace Lodestar.Core.Memory;

/// <summary>
/// The page tables below an <see cref="AddressSpace"/>. Pages come into them by faults; this is how they change and go.
/// Addresses and lengths are multiples of the page size inside the user half, ranges are not empty. A page that is
/// not there is no error. When a method returns, no CPU uses the old translation any more.
/// </summary>
public interface IPageMapper
{
    /// <summary>Bytes of memory that the machine has, whoever has them.</summary>
    ulong MemorySize { get; }

    /// <summary>
    /// In the middle of what takes long: lets other threads run, which may change the address space; false when the program has to end.
    /// </summary>
    bool MayGoOn();

    /// <summary>Whether there is a page at an address.</summary>
    bool IsMapped(ulong address);

    /// <summary>Brings the page that a fault asks for.</summary>
    /// <param name="resolution">What the address space says; not one of the errors.</param>
    /// <param name="address">Any address in the page.</param>
    /// <returns>False when memory is out.</returns>
    bool TryProvide(in FaultResolution resolution, ulong address);

    /// <summary>Drops the pages of a range and gives their frames back.</summary>
    void Unmap(ulong start, ulong end);

    /// <summary>Drops the page at an address if it shows a certain page, and no copy of it.</summary>
    void Unmap(ulong address, MemoryPage shown);

    /// <summary>
    /// Changes what may be done with the pages of a range. A page whose first write has to fault stays read-only, and one without any
    /// right stays in memory.
    /// </summary>
    void Protect(ulong start, ulong end, MmapProtection protection);

    /// <summary>Moves pages to a range that has none and does not overlap the old one.</summary>
    /// <returns>False when there was no memory for page tables: then nothing has moved.</returns>
    bool TryMove(ulong from, ulong to, ulong length);

    /// <summary>
    /// Enters the pages of a range into a child's tables at the same place, where there are none. Of a private page whoever writes
    /// first gets a copy. Old translations may be in use until <see cref="EndSharing"/>.
    /// </summary>
    /// <returns>False when there was no memory for page tables: then the child has some of the pages.</returns>
    bool TryShare(IPageMapper child, ulong start, ulong end, bool isShared);

    /// <summary>Ends the use of translations that were right before <see cref="TryShare"/>.</summary>
    void EndSharing();
}
