using System;

namespace Lodestar.RuntimeTests;

/// <summary>Objects larger than the allocator's size classes.</summary>
public static class LargeObjectTests
{
    private const int MiB = 1 << 20;

    [Test(MinimumMemoryMiB = 64)]
    public static void SixteenMiB()
    {
        byte[] large = new byte[16 * MiB];
        Check.Equal(-1, large.AsSpan().IndexOfAnyExcept((byte)0));
        for (int i = 0; i < large.Length; i += 4096)
        {
            large[i] = (byte)(i >> 12);
        }
        large[^1] = 0xEE;
        GC.Collect();
        for (int i = 0; i < large.Length; i += 4096)
        {
            Check.Equal((byte)(i >> 12), large[i]);
        }
        Check.Equal((byte)0xEE, large[^1]);
    }

    [Test]
    public static void EverySizeAroundAPageAndABlock()
    {
        foreach (int around in new[] { 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144 })
        {
            for (int size = around - 40; size <= around + 24; size += 8)
            {
                byte[] array = Opaque.Value(new byte[size]);
                byte[] neighbour = Opaque.Value(new byte[size]);
                Check.Equal(-1, array.AsSpan().IndexOfAnyExcept((byte)0));
                array.AsSpan().Fill(0xAA);
                Check.Equal(-1, neighbour.AsSpan().IndexOfAnyExcept((byte)0));
                neighbour.AsSpan().Fill(0xBB);
                Check.Equal(-1, array.AsSpan().IndexOfAnyExcept((byte)0xAA));
            }
        }
    }

    [Test]
    public static void ReferencesInALargeArraySurvive()
    {
        string[] texts = new string[40_000];
        for (int i = 0; i < texts.Length; i += 100)
        {
            texts[i] = i.ToString();
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < texts.Length; i += 100)
        {
            Check.Equal(i.ToString(), texts[i]);
        }
        Check.That(texts[1] is null);
    }

    [Test]
    public static void LargeMemoryComesBackZeroed()
    {
        for (int round = 0; round < 8; round++)
        {
            byte[] array = Opaque.Value(new byte[MiB]);
            Check.Equal(-1, array.AsSpan().IndexOfAnyExcept((byte)0));
            array.AsSpan().Fill(0x5A);
            GC.Collect();
        }
    }

    [Test]
    public static void LargeString()
    {
        string text = new('a', 200_000);
        string twice = text + "b" + text;
        Check.Equal(400_001, twice.Length);
        Check.Equal(200_000, twice.IndexOf('b'));
        Check.Equal('a', twice[^1]);
    }

    [Test]
    public static void ImpossibleLengthsThrow()
    {
        Check.Throws<OverflowException>(() => Opaque.Value(new byte[Opaque.Value(-1)]));
        Check.Throws<OverflowException>(() => Opaque.Value(new object[Opaque.Value(int.MinValue)]));
        Check.Throws<OutOfMemoryException>(() => Opaque.Value(new Guid[Opaque.Value(int.MaxValue)]));
    }
}
