using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests.Hardware;

/// <summary>Kernel stacks and the unmapped pages around them.</summary>
public static unsafe class KernelStackTests
{
    [Test]
    public static void AStackIsMappedBetweenGuards()
    {
        byte* top = KernelStacks.Allocate(3, StackOwner.Thread);
        Check.That(top != null);
        Check.That(KernelAddressSpace.IsMapped(top - 1));
        Check.That(KernelAddressSpace.IsMapped(top - (3 * 4096)));
        Check.That(!KernelAddressSpace.IsMapped(top));
        Check.That(!KernelAddressSpace.IsMapped(top - (3 * 4096) - 1));
        Check.Equal("a kernel thread's stack", KernelStacks.GuardedBy((ulong)top - (3 * 4096) - 8));
        Check.That(KernelStacks.GuardedBy((ulong)top - 8) is null);
        KernelStacks.Free(top);
        Check.That(!KernelAddressSpace.IsMapped(top - 1));
    }

    [Test]
    public static void AFreedSlotIsUsedAgain()
    {
        byte* first = KernelStacks.Allocate(1, StackOwner.Thread);
        byte* second = KernelStacks.Allocate(1, StackOwner.Thread);
        KernelStacks.Free(first);
        byte* third = KernelStacks.Allocate(1, StackOwner.Thread);
        Check.That(first == third && first != second);
        KernelStacks.Free(second);
        KernelStacks.Free(third);
    }

    [Test]
    public static void TheRunningStackIsKnown()
    {
        int local = 0;
        Check.That(KernelStacks.TryFind((ulong)&local, out ulong low, out ulong high));
        Check.That(low < (ulong)&local && (ulong)&local < high);
    }
}
