using Lodestar.Core.Abi;

namespace Lodestar.Core.Memory;

/// <summary>
/// A program's address space: its areas, and the system calls that change them with Linux's results, down to what is left
/// after an error. The caller holds the address space's lock. Lengths and addresses come from programs and may be anything.
/// </summary>
public sealed partial class AddressSpace
{
    private const ulong DefaultStackLimit = 8UL << 20;

    /// <summary>An empty address space.</summary>
    /// <param name="pages">The page tables.</param>
    /// <param name="layout">Where things go.</param>
    public AddressSpace(IPageMapper pages, AddressSpaceLayout layout)
    {
        Pages = pages;
        Layout = layout;
        Areas = new AreaList(this);
    }

    public AreaList Areas { get; }

    public AddressSpaceLayout Layout { get; }

    /// <summary>RLIMIT_STACK in bytes: how far a stack grows. All ones for no limit.</summary>
    public ulong StackLimit { get; set; } = DefaultStackLimit;

    /// <summary>RLIMIT_AS in bytes. All ones for no limit.</summary>
    public ulong SizeLimit { get; set; } = ulong.MaxValue;

    /// <summary>RLIMIT_DATA in bytes, for the heap and all other private memory that can be written. All ones for no limit.</summary>
    public ulong DataLimit { get; set; } = ulong.MaxValue;

    /// <summary>The stack pointer that the program began with; the area around it is called [stack].</summary>
    public ulong InitialStackPointer { get; set; }

    /// <summary>The page tables.</summary>
    internal IPageMapper Pages { get; }

    /// <summary>The most areas that there may be.</summary>
    internal int MaximumAreas { get; init; } = UserSpace.MaximumAreas;

    /// <summary>Unmaps everything: the end of the program, or of its image.</summary>
    public void Clear()
    {
        for (int i = 0; i < Areas.Count; i++)
        {
            Pages.Unmap(Areas[i].Start, Areas[i].End);
        }

        Areas.Clear();
    }

    /// <summary>Whether so many bytes more are below RLIMIT_AS, and below RLIMIT_DATA if they are data.</summary>
    private bool MayGrowBy(ulong bytes, bool isData) =>
        bytes <= SizeLimit && Areas.MappedBytes <= SizeLimit - bytes
        && (!isData || DataLimit == ulong.MaxValue || (bytes <= DataLimit && Areas.DataBytes() <= DataLimit - bytes));

    /// <summary>
    /// Whether so many bytes of memory may be promised at once: not more than the machine has, as in Linux with
    /// vm.overcommit_memory = 0. What is promised in all is not counted.
    /// </summary>
    private bool MayPromise(ulong bytes, VmAreaFlags flags) => (flags & VmAreaFlags.NoReserve) != 0 || bytes <= Pages.MemorySize;

    /// <summary>Cuts the area at a position so that one of the pieces lies in the range; its position is the result.</summary>
    /// <returns>ENOMEM when there are too many areas; pieces may then be left for <see cref="AreaList.Merge"/>.</returns>
    private Errno Isolate(ref int index, ulong start, ulong end)
    {
        if (Areas[index].Start < start)
        {
            if (Areas.Count >= MaximumAreas)
            {
                return Errno.ENOMEM;
            }

            Areas.Split(index, start);
            index++;
        }

        if (Areas[index].End > end)
        {
            if (Areas.Count >= MaximumAreas)
            {
                return Errno.ENOMEM;
            }

            Areas.Split(index, end);
        }

        return Errno.None;
    }

    /// <summary>Empties a range, which need not hold anything.</summary>
    /// <returns>ENOMEM when a hole would make one area too many; then nothing has changed.</returns>
    private Errno Clear(ulong start, ulong end)
    {
        int first = Areas.IndexFrom(start);
        if (first == Areas.Count || Areas[first].Start >= end)
        {
            return Errno.None;
        }

        if (Areas[first].Start < start)
        {
            if (Areas[first].End > end && Areas.Count >= MaximumAreas)
            {
                return Errno.ENOMEM;
            }

            Areas.Split(first, start);
            first++;
        }

        int last = Areas.IndexFrom(end);
        if (last < Areas.Count && Areas[last].Start < end)
        {
            Areas.Split(last, end);
            last++;
        }

        for (int i = first; i < last; i++)
        {
            Pages.Unmap(Areas[i].Start, Areas[i].End);
        }

        Areas.Remove(first, last);
        return Errno.None;
    }
}
