using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>
/// Memory that runs out is an OutOfMemoryException that can be caught; after its objects are released the program goes on.
/// On a host the process needs a heap limit (DOTNET_GCHeapHardLimit), otherwise these tests fill the host's memory.
/// </summary>
public static class OutOfMemoryTests
{
    private const int MiB = 1 << 20;
    private const int HardlyAnyMachine = 2_000_000_000;

    private sealed class Chunk(Chunk? next, int size)
    {
        public Chunk? Next = next;
        public readonly byte[] Data = new byte[size];
    }

    private static Chunk? s_kept;

    [Test]
    public static void ArrayThatCannotFit()
    {
        Check.Throws<OutOfMemoryException>(() => Opaque.Value(new long[Opaque.Value(HardlyAnyMachine)]));
        Check.Throws<OutOfMemoryException>(() => Opaque.Value(new string[Opaque.Value(HardlyAnyMachine)]));
        Check.Throws<OutOfMemoryException>(() => Opaque.Value(new int[Opaque.Value(40_000), Opaque.Value(40_000)]));
        Check.Equal(3, Opaque.Value(new long[3]).Length);
    }

    [Test(Slow = true)]
    public static void LargeObjectsUntilItFailsThenGoOn()
    {
        long before = Fill(MiB, long.MaxValue);
        Check.AtLeast(4 * MiB, before);
        ReleaseAndUse();
        long again = Fill(MiB, long.MaxValue);
        Check.AtLeast(before * 8 / 10, again);
        ReleaseAndUse();
    }

    [Test(Slow = true)]
    public static void SmallObjectsUntilItFailsThenGoOn()
    {
        // The large blocks first, so that a machine with gigabytes is not filled by the small ones alone.
        Fill(MiB, long.MaxValue);
        FillMore(700);
        FillMore(24);
        ReleaseAndUse();
    }

    [Test(Slow = true)]
    public static void FailingAgainAndAgain()
    {
        Fill(MiB, long.MaxValue);
        int failures = 0;
        for (int i = 0; i < 20; i++)
        {
            try
            {
                Opaque.Value(new byte[64 * MiB]);
            }
            catch (OutOfMemoryException)
            {
                failures++;
            }
        }
        ReleaseAndUse();
        Check.Equal(20, failures);
    }

    [Test(Slow = true)]
    public static void FinallyAndFilterRunWithoutMemory()
    {
        int finallies = 0, filters = 0;
        try
        {
            try
            {
                while (true)
                {
                    s_kept = new Chunk(s_kept, MiB);
                }
            }
            finally
            {
                finallies++;
            }
        }
        catch (OutOfMemoryException) when (++filters == 1)
        {
            finallies += 10;
        }
        ReleaseAndUse();
        Check.Equal(11, finallies);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Fill(int size, long limit)
    {
        long bytes = 0;
        try
        {
            while (bytes < limit)
            {
                s_kept = new Chunk(s_kept, size);
                bytes += size;
            }
            Check.Fail("memory did not run out");
        }
        catch (OutOfMemoryException)
        {
        }
        return bytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillMore(int size)
    {
        Check.Throws<OutOfMemoryException>(() =>
        {
            while (true)
            {
                s_kept = new Chunk(s_kept, size);
            }
        });
    }

    // The chain is taken apart, so that a stale reference to one of its links on the stack does not keep the rest.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Release()
    {
        Chunk? chunk = s_kept;
        s_kept = null;
        while (chunk is not null)
        {
            Chunk? next = chunk.Next;
            chunk.Next = null;
            chunk = next;
        }
        Garbage.ClearStack(32);
    }

    private static void ReleaseAndUse()
    {
        Release();
        GC.Collect();
        long sum = 0;
        for (int i = 0; i < 4; i++)
        {
            byte[] large = Opaque.Value(new byte[MiB / 2]);
            large[^1] = 1;
            sum += large[^1] + i.ToString().Length;
        }
        Check.Equal(8L, sum);
    }
}
