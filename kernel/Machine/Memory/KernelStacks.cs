using System.Runtime.CompilerServices;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Machine.Memory;

/// <summary>
/// Kernel stacks. Each has a slot of addresses and lies at its upper end; the rest of the slot is never mapped and so
/// guards the stack's lower end, and the upper end of the stack below.
/// </summary>
internal static unsafe class KernelStacks
{
    private const int Slots = 4096;
    private const ulong SlotSize = 256 << 10;

    private static SlotTable s_slots;

    /// <summary>Slots below this one are taken.</summary>
    private static int s_hint;

    private struct Slot
    {
        public StackOwner Owner;
        public byte Pages;
    }

    [InlineArray(Slots)]
    private struct SlotTable
    {
        private Slot _first;
    }

    /// <summary>Pages that the largest stack can have: at least one of the slot's stays unmapped.</summary>
    public const int MostPages = (int)(SlotSize / MemoryMap.PageSize) - 1;

    /// <summary>Bytes of address space that the region takes.</summary>
    public const ulong RegionSize = Slots * SlotSize;

    /// <summary>Maps a stack of zeroed pages and returns its top; null when slots or memory are out.</summary>
    public static byte* Allocate(int pages, StackOwner owner)
    {
        Panic.Assert(pages is >= 1 and <= MostPages);
        while (s_hint < Slots && s_slots[s_hint].Owner != StackOwner.None)
        {
            s_hint++;
        }

        if (s_hint == Slots)
        {
            return null;
        }

        byte* top = TopOf(s_hint);
        if (!KernelAddressSpace.MapPages(top - ((ulong)pages * MemoryMap.PageSize), (nuint)pages, PageProtection.ReadWrite))
        {
            return null;
        }

        s_slots[s_hint].Owner = owner;
        s_slots[s_hint].Pages = (byte)pages;
        return top;
    }

    /// <summary>Gives back a stack that nobody runs on, by its top.</summary>
    public static void Free(byte* top)
    {
        int number = SlotOf((ulong)top - 1);
        if (number < 0 || top != TopOf(number) || s_slots[number].Owner == StackOwner.None)
        {
            Panic.Stop("a kernel stack was freed that is none");
        }

        nuint pages = s_slots[number].Pages;
        KernelAddressSpace.UnmapPages(top - (pages * MemoryMap.PageSize), pages);
        s_slots[number] = default;
        s_hint = number < s_hint ? number : s_hint;
    }

    /// <summary>Finds the mapped stack around an address; false when there is none.</summary>
    public static bool TryFind(ulong address, out ulong low, out ulong high)
    {
        low = (ulong)KernelImage.GetBootStackBottom();
        high = (ulong)KernelImage.GetBootStackTop();
        if (address >= low && address < high)
        {
            return true;
        }

        int number = SlotOf(address);
        if (number < 0)
        {
            return false;
        }

        high = (ulong)TopOf(number);
        low = high - (s_slots[number].Pages * MemoryMap.PageSize);
        return address >= low;
    }

    /// <summary>Whose stack an address would belong to that lies in the unmapped pages under it; null for any other.</summary>
    public static string? GuardedBy(ulong address)
    {
        ulong bootGuard = (ulong)KernelImage.GetBootStackGuard();
        if (address >= bootGuard && address < (ulong)KernelImage.GetBootStackBottom())
        {
            return "the boot stack";
        }

        int number = SlotOf(address);
        return number < 0 || TryFind(address, out _, out _) ? null : NameOf(s_slots[number].Owner);
    }

    /// <summary>Counts the pages that should guard a stack and are mapped all the same: 0.</summary>
    public static int CountMappedGuards()
    {
        int count = KernelAddressSpace.IsMapped(KernelImage.GetBootStackGuard()) ? 1 : 0;
        for (int i = 0; i < Slots; i++)
        {
            if (s_slots[i].Owner != StackOwner.None)
            {
                byte* guard = TopOf(i) - ((s_slots[i].Pages + 1UL) * MemoryMap.PageSize);
                count += KernelAddressSpace.IsMapped(guard) ? 1 : 0;
                count += KernelAddressSpace.IsMapped(TopOf(i)) ? 1 : 0;
            }
        }

        return count;
    }

    private static string? NameOf(StackOwner owner) => owner switch
    {
        StackOwner.DoubleFault => "the double fault stack",
        StackOwner.NonMaskableInterrupt => "the NMI stack",
        StackOwner.Debug => "the debug exception stack",
        StackOwner.MachineCheck => "the machine check stack",
        StackOwner.Thread => "a kernel thread's stack",
        _ => null,
    };

    private static byte* TopOf(int slot) => (byte*)(MemoryMap.Stacks + (((ulong)slot + 1) * SlotSize));

    private static int SlotOf(ulong address) =>
        address >= MemoryMap.Stacks && address - MemoryMap.Stacks < RegionSize
            ? (int)((address - MemoryMap.Stacks) / SlotSize)
            : -1;
}
