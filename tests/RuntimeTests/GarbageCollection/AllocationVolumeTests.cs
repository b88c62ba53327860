using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>More memory is allocated over time than the machine has: collections start by themselves and memory is used again.</summary>
public static class AllocationVolumeTests
{
    private const int MiB = 1 << 20;
    private static object? s_sink;

    [InlineArray(10)]
    private struct TenNumbers
    {
        private long _first;
    }

    // Header, method table, ten numbers and a reference: 104 bytes.
    private sealed class Hundred
    {
        public TenNumbers Numbers;
        public Hundred? Next;
    }

    [Test(Slow = true)]
    public static void TenMillionObjectsOneGigabyte()
    {
        int before = GC.CollectionCount(0);
        Hundred?[] window = new Hundred?[1000];
        int slot = 0;
        for (int i = 0; i < 10_000_000; i++)
        {
            Hundred item = new();
            item.Numbers[0] = i;
            item.Numbers[9] = ~(long)i;
            window[slot] = item;
            slot = slot == window.Length - 1 ? 0 : slot + 1;
        }
        for (int i = 0; i < window.Length; i++)
        {
            Check.Equal(9_999_000L + i, window[i]!.Numbers[0]);
            Check.Equal(~(9_999_000L + i), window[i]!.Numbers[9]);
        }
        Check.AtLeast(before + 1, GC.CollectionCount(0));
    }

    [Test]
    public static void HundredThousandSmallObjects()
    {
        Hundred? chain = null;
        for (int i = 0; i < 100_000; i++)
        {
            Hundred item = new();
            item.Numbers[0] = i;
            if (i % 100 == 0)
            {
                item.Next = chain;
                chain = item;
            }
        }
        int count = 0;
        for (Hundred? item = chain; item is not null; item = item.Next)
        {
            Check.Equal(99_900L - 100L * count, item.Numbers[0]);
            count++;
        }
        Check.Equal(1000, count);
    }

    [Test(Slow = true)]
    public static void LargeObjectsInTurn()
    {
        for (int i = 0; i < 200; i++)
        {
            byte[] large = new byte[MiB];
            large[MiB - 1] = (byte)i;
            s_sink = large;
        }
        Check.Equal((byte)199, ((byte[])s_sink!)[MiB - 1]);
        s_sink = null;
    }

    [Test]
    public static void EverySizeInTurn()
    {
        for (int round = 0; round < 3; round++)
        {
            for (int size = 0; size < 20_000; size += 61)
            {
                byte[] bytes = new byte[size];
                Check.Equal(-1, bytes.AsSpan().IndexOfAnyExcept((byte)0));
                bytes.AsSpan().Fill(0xAB);
                s_sink = bytes;
            }
        }
        s_sink = null;
    }

    [Test]
    public static void FreedMemoryIsUsedAgain()
    {
        // Each round dirties 8 MiB that die at once: without collections this would need 128 MiB.
        for (int round = 0; round < 16; round++)
        {
            Fill(8);
        }
        s_sink = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(int mebibytes)
    {
        List<byte[]> list = [];
        for (int i = 0; i < mebibytes * 8; i++)
        {
            list.Add(new byte[MiB / 8]);
        }
        s_sink = list;
        s_sink = null;
    }

    [Test]
    public static void FragmentationHeals()
    {
        // Every round fills 2 MiB with objects of another size, frees every other one, then all: memory that stays with the
        // size it was first used for would run out.
        foreach (int size in new[] { 16, 24, 40, 72, 100, 136, 200, 264, 392, 520, 776, 1032, 1544, 2056, 3080, 4104, 6152, 8200 })
        {
            FillAndFreeHalf(size, 2 * MiB);
        }
        byte[] large = new byte[4 * MiB];
        Check.Equal(-1, large.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillAndFreeHalf(int size, int total)
    {
        byte[]?[] blocks = new byte[total / (size + 24)][];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new byte[size];
            blocks[i]![size - 1] = (byte)i;
        }
        for (int i = 0; i < blocks.Length; i += 2)
        {
            blocks[i] = null;
        }
        GC.Collect();
        for (int i = 0; i < blocks.Length; i += 2)
        {
            blocks[i] = new byte[size];
        }
        for (int i = 1; i < blocks.Length; i += 2)
        {
            Check.Equal((byte)i, blocks[i]![size - 1]);
            Check.Equal((byte)0, blocks[i - 1]![size - 1]);
        }
    }

    [Test(MinimumMemoryMiB = 64)]
    public static void HolesOfMixedSizesAreFilled()
    {
        List<byte[]?> blocks = [];
        Random random = new(3);
        for (int bytes = 0; bytes < 10 * MiB;)
        {
            byte[] block = new byte[random.Next(16, 16_384)];
            blocks.Add(block);
            bytes += block.Length;
        }
        for (int round = 0; round < 6; round++)
        {
            for (int i = round % 2; i < blocks.Count; i += 2)
            {
                blocks[i] = null;
            }
            s_sink = new byte[2 * MiB];
            for (int i = round % 2; i < blocks.Count; i += 2)
            {
                blocks[i] = new byte[random.Next(16, 16_384)];
            }
        }
        s_sink = null;
        Check.That(blocks.TrueForAll(block => block!.AsSpan().IndexOfAnyExcept((byte)0) < 0));
    }
}
