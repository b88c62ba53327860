using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Cpu;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Memory;
using Lodestar.RuntimeTests;

namespace Lodestar.KernelTests;

/// <summary>Ways to end the kernel on purpose (<c>provoke=NAME</c>), to see that each says what it should.</summary>
internal static unsafe class Provocation
{
    private const ulong NotMapped = 0xffff_dead_0000_0000;
    private const ulong NotCanonical = 0x1234_5678_9abc_def0;

    /// <summary>Provokes a failure by its name; does not return if it exists.</summary>
    public static void Run(string name)
    {
        switch (name)
        {
            case "uncaught":
                ThrowDeep(3);
                break;
            case "finalizer":
                WaitForAFinalizerThatThrows();
                break;
            case "failfast":
                Environment.FailFast("provoked");
                break;
            case "pagefault":
                *(byte*)NotMapped = 1;
                break;
            case "writetext":
                *KernelImage.GetTextStart() = 1;
                break;
            case "execdata":
                ((delegate*<void>)KernelImage.GetDataStart())();
                break;
            case "gp":
                *(byte*)NotCanonical = 1;
                break;
            case "doublefault":
                FaultWithoutHandlers();
                break;
            case "stackoverflow":
                Opaque.Value(Recurse(1));
                break;
            case "oom":
                TakeAllFrames();
                break;
            case "assert":
                Panic.Assert(Opaque.Value(1) == 2);
                break;
            case "doublefree":
                ulong frame = FrameAllocator.Allocate();
                FrameAllocator.Free(frame);
                FrameAllocator.Free(frame);
                break;
        }

        Panic.Stop($"nothing is provoked by \"{name}\"");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowDeep(int depth)
    {
        if (depth == 0)
        {
            throw new InvalidOperationException("provoked");
        }

        ThrowDeep(depth - 1);
        Opaque.Value(depth);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Recurse(int depth) => Recurse(depth + 1) + Opaque.Value(depth);

    private sealed class ThrowsWhenFinalized
    {
        ~ThrowsWhenFinalized() => ThrowDeep(1);
    }

    /// <summary>The exception is not the waiting code's to catch.</summary>
    private static void WaitForAFinalizerThatThrows()
    {
        for (int i = 0; i < 10; i++)
        {
            Opaque.Value(new ThrowsWhenFinalized());
        }

        try
        {
            Garbage.CollectAndFinalize();
        }
        catch (InvalidOperationException)
        {
            Panic.Stop("an exception in a finalizer was caught by the code that waited");
        }
    }

    /// <summary>With an IDT of one gate, any other exception can't be delivered, which is a double fault.</summary>
    private static void FaultWithoutHandlers()
    {
        const int DoubleFault = 8;
        const int StubSize = 16;
        const ulong PresentInterruptGateOnFirstInterruptStack = 0x8e01;
        ulong stub = GetInterruptStubs() + (DoubleFault * StubSize);
        ulong* gates = stackalloc ulong[(DoubleFault + 1) * 2];
        new Span<ulong>(gates, (DoubleFault + 1) * 2).Clear();
        gates[DoubleFault * 2] = (stub & 0xffff) | ((ulong)Selector.KernelCode << 16)
            | (PresentInterruptGateOnFirstInterruptStack << 32) | (stub >> 16 << 48);
        gates[(DoubleFault * 2) + 1] = stub >> 32;
        PseudoDescriptor descriptor = new() { Limit = ((DoubleFault + 1) * 16) - 1, Base = (ulong)gates };
        CpuInstructions.LoadIdt(&descriptor);
        *(byte*)NotMapped = 1;
    }

    private static void TakeAllFrames()
    {
        while (FrameAllocator.Allocate() != FrameAllocator.None)
        {
        }

        if (KernelStacks.Allocate(1, StackOwner.Thread) == null)
        {
            Panic.OutOfMemory("no memory for a provoked stack");
        }
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetInterruptStubs")]
    private static extern ulong GetInterruptStubs();
}
