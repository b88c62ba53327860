using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>What the collector reports: counts and bytes.</summary>
public static class MemoryAccountingTests
{
    private const int MiB = 1 << 20;
    private const int Slack = 64 * 1024;
    private static List<byte[]>? s_kept;

    [Test]
    public static void CollectionCountRises()
    {
        int before = GC.CollectionCount(0);
        GC.Collect();
        int between = GC.CollectionCount(0);
        GC.Collect();
        Check.AtLeast(before + 1, between);
        Check.AtLeast(between + 1, GC.CollectionCount(0));
    }

    [Test]
    public static void TotalMemoryFollowsWhatIsAlive()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Keep(2 * MiB, 1000);
        long during = GC.GetTotalMemory(forceFullCollection: true);
        Release();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Check.AtLeast(before + 2 * MiB - Slack, during);
        Check.AtMost(before + 3 * MiB, during);
        Check.AtMost(before + MiB / 2, after);
    }

    [Test]
    public static void TotalMemoryFollowsLargeObjects()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Keep(4 * MiB, MiB);
        long during = GC.GetTotalMemory(forceFullCollection: true);
        Release();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Check.AtLeast(before + 4 * MiB - Slack, during);
        Check.AtMost(before + MiB + MiB / 2, after);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(int bytes, int size)
    {
        List<byte[]> list = [];
        for (int i = 0; i < bytes; i += size)
        {
            list.Add(new byte[size]);
        }
        s_kept = list;
    }

    // The list is emptied, so that a stale reference to it on the stack does not keep what was in it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Release()
    {
        s_kept!.Clear();
        s_kept = null;
        Garbage.ClearStack(32);
    }

    [Test]
    public static void IdentityIsKept()
    {
        object[] objects = new object[100];
        Dictionary<object, int> byIdentity = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = new object();
            byIdentity[objects[i]] = i;
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < objects.Length; i++)
        {
            Check.Equal(i, byIdentity[objects[i]]);
        }
    }

    [Test]
    public static void LiteralsSurvive()
    {
        string literal = "a literal";
        Garbage.CollectAndOverwrite();
        Check.Same(literal, "a literal");
        Check.Same(typeof(string), typeof(string));
    }

    [Test]
    public static void ManyCollectionsInARow()
    {
        string kept = new('k', 10);
        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
        }
        Check.Equal("kkkkkkkkkk", kept);
    }

    [Test]
    public static void MemoryOutsideTheHeapCanBeReported()
    {
        for (int i = 0; i < 10; i++)
        {
            GC.AddMemoryPressure(1 << 20);
        }
        for (int i = 0; i < 10; i++)
        {
            GC.RemoveMemoryPressure(1 << 20);
        }
        Check.Throws<ArgumentOutOfRangeException>(static () => GC.AddMemoryPressure(0));
    }

    [Test]
    public static void AllocatedBytesOnlyRise()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int size = 0; size < 8000; size += 40)
        {
            Opaque.Value(new byte[size]);
            if (size % 1000 == 0)
            {
                GC.Collect();
            }
            long after = GC.GetAllocatedBytesForCurrentThread();
            Check.AtLeast(before + size, after);
            before = after;
        }
    }
}
