using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// A collection from end to end. The world is stopped: interrupts are off and, with one CPU, nothing else runs.
/// </summary>
internal static unsafe class Collector
{
    private const ulong LargestMinimumBudget = 4 << 20;
    private const ulong MemoryShareOfBudget = 8;

    private static nuint s_budget;
    private static nuint s_minimumBudget;
    private static nuint s_sinceCollection;
    private static bool s_isRunning;

    /// <summary>
    /// During a collection: the stack pointer at its start, with the callee-saved registers at and above it. Roots
    /// of the running thread lie from here to the top of its stack.
    /// </summary>
    internal static byte* StackPointer;

    /// <summary>Whether enough was allocated since the last collection for the next one to be worth its time.</summary>
    internal static bool IsBudgetSpent => s_sinceCollection > s_budget;

    /// <summary>Bytes of runs and large objects that were handed out since the last collection.</summary>
    internal static nuint BytesSinceCollection => s_sinceCollection;

    /// <summary>Sets the budget of the first collection.</summary>
    internal static void Initialize()
    {
        ulong share = GcPlatform.TotalMemoryBytes / MemoryShareOfBudget;
        s_minimumBudget = (nuint)(share < LargestMinimumBudget ? share : LargestMinimumBudget);
        s_budget = s_minimumBudget;
        s_sinceCollection = 0;
        s_isRunning = false;
    }

    /// <summary>Counts memory that was taken for objects.</summary>
    internal static void CountTowardsBudget(nuint bytes) => s_sinceCollection += bytes;

    /// <summary>Collects. Called by asm/allocate.asm with the callee-saved registers on the stack.</summary>
    /// <param name="stackPointer">See <see cref="StackPointer"/>.</param>
    [RuntimeExport("LodestarCollect")]
    internal static void Run(byte* stackPointer)
    {
        if (s_isRunning)
            GcPlatform.Fail("allocation during a collection");
        s_isRunning = true;
        ulong start = GcPlatform.Timestamp();
        StackPointer = stackPointer;

        SmallAllocator.Reset();
        Sweeper.Prepare();
        MarkEverything();
        Sweeper.Sweep();
        BlockPool.CloseReserveIfFull();

        s_sinceCollection = 0;
        s_budget = GcStatistics.LiveBytes > s_minimumBudget ? GcStatistics.LiveBytes : s_minimumBudget;
        GcStatistics.Collections++;
        ulong pause = GcPlatform.Timestamp() - start;
        GcStatistics.LastStart = start;
        GcStatistics.LastPause = pause;
        GcStatistics.TotalPause += pause;
        if (pause > GcStatistics.LongestPause)
            GcStatistics.LongestPause = pause;
        s_isRunning = false;
    }

    // The order decides what weak handles see: short ones (Weak) are cleared before finalizable objects are brought
    // back, long ones (WeakTrackResurrection) and dependent ones after it.
    private static void MarkEverything()
    {
        Marker.Begin();
        GcPlatform.EnumerateRoots(&ConservativeMarker.MarkRange, &Marker.MarkSlot);
        FrozenSegments.MarkReferences();
        HandleTable.MarkStrong();
        FinalizerQueue.MarkReady();
        MarkReachable();
        HandleTable.ClearDead(HandleTable.Weak);
        FinalizerQueue.ReviveDead();
        MarkReachable();
        HandleTable.ClearDead(HandleTable.WeakTrackResurrection);
        HandleTable.ClearDead(HandleTable.Dependent);
    }

    private static void MarkReachable()
    {
        Marker.Drain();
        while (HandleTable.MarkDependents())
        {
        }
    }
}
