using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Cpu;

/// <summary>The global descriptor table (Intel SDM volume 3, 3.4.5). In long mode only type and privilege count.</summary>
internal static unsafe class Gdt
{
    private const int SlotSize = sizeof(ulong);
    private const int Slots = (Selector.TaskState / SlotSize) + 2;

    // Access byte, flags and, where the mode still looks at it, limit.
    private const ulong KernelCode64 = 0x00af_9b00_0000_ffff;
    private const ulong KernelData = 0x00cf_9300_0000_ffff;
    private const ulong UserCode32 = 0x00cf_fb00_0000_ffff;
    private const ulong UserData = 0x00cf_f300_0000_ffff;
    private const ulong UserCode64 = 0x00af_fb00_0000_ffff;
    private const ulong TaskStateAvailable = 0x89UL << 40;

    private static Table s_table;

    [InlineArray(Slots)]
    private struct Table
    {
        private ulong _first;
    }

    /// <summary>Fills the table, loads it and the selectors, and loads the task register.</summary>
    public static void Load()
    {
        Set(Selector.KernelCode, KernelCode64);
        Set(Selector.KernelData, KernelData);
        Set(Selector.UserBase, UserCode32);
        Set(Selector.UserData, UserData);
        Set(Selector.UserCode, UserCode64);

        ulong tss = (ulong)Tss.Address;
        Set(
            Selector.TaskState,
            TaskStateAvailable | (Tss.Size - 1) | ((tss & 0xff_ffff) << 16) | ((tss >> 24 & 0xff) << 56));
        Set(Selector.TaskState + SlotSize, tss >> 32);

        PseudoDescriptor descriptor;
        descriptor.Limit = (Slots * SlotSize) - 1;
        descriptor.Base = (ulong)Unsafe.AsPointer(ref s_table);
        CpuInstructions.LoadGdt(&descriptor, Selector.KernelCode, Selector.KernelData);
        CpuInstructions.LoadTaskRegister(Selector.TaskState);
    }

    private static void Set(int selector, ulong descriptor) => s_table[selector / SlotSize] = descriptor;
}
