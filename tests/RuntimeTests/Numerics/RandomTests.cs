using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Random numbers: repeatable from a seed, different without one, in range, hash codes with a random seed.</summary>
public static class RandomTests
{
    [Test]
    public static void SameSeedSameNumbers()
    {
        Random first = new(42), second = new(42);
        for (int i = 0; i < 100; i++)
        {
            Check.Equal(first.Next(), second.Next());
        }
        Check.Equal(1434747710, new Random(42).Next());
    }

    [Test]
    public static void WithoutASeedEachDiffers()
    {
        HashSet<long> seen = [];
        for (int i = 0; i < 20; i++)
        {
            seen.Add(new Random().NextInt64());
        }
        Check.AtLeast(19, seen.Count);
    }

    [Test]
    public static void NumbersAreInRange()
    {
        Random random = new();
        for (int i = 0; i < 500; i++)
        {
            Check.That(random.Next(10) is >= 0 and < 10);
            Check.That(random.Next(-5, 5) is >= -5 and < 5);
            Check.That(random.NextDouble() is >= 0 and < 1);
            Check.That(Random.Shared.NextInt64(1L << 40) is >= 0 and < 1L << 40);
            Check.That(random.NextSingle() is >= 0 and < 1);
        }
    }

    [Test]
    public static void NumbersAreSpread()
    {
        int[] counts = new int[16];
        for (int i = 0; i < 1600; i++)
        {
            counts[Random.Shared.Next(16)]++;
        }
        foreach (int count in counts)
        {
            Check.AtLeast(40, count);
            Check.AtMost(200, count);
        }
    }

    [Test]
    public static void BytesShuffleAndItems()
    {
        byte[] bytes = new byte[64];
        Random.Shared.NextBytes(bytes);
        Check.That(bytes.AsSpan().IndexOfAnyExcept((byte)0) >= 0);
        int[] numbers = new int[50];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }
        new Random(1).Shuffle(numbers);
        Check.That(!numbers.AsSpan().SequenceEqual([.. new SortedSet<int>(numbers)]));
        Check.Equal(50, new HashSet<int>(numbers).Count);
        Check.Equal(8, Random.Shared.GetItems(numbers, 8).Length);
    }

    [Test]
    public static void HashCodesCombine()
    {
        Check.Equal(HashCode.Combine(1, "a", 2.5), HashCode.Combine(1, "a", 2.5));
        Check.NotEqual(HashCode.Combine(1, 2), HashCode.Combine(2, 1));
        HashCode hash = default;
        for (int i = 0; i < 20; i++)
        {
            hash.Add(i);
        }
        Check.NotEqual(0, hash.ToHashCode());
    }

    [Test]
    public static void GuidsAreOfVersionFourAndDiffer()
    {
        HashSet<Guid> seen = [];
        for (int i = 0; i < 200; i++)
        {
            Guid guid = Guid.NewGuid();
            Check.Equal(4, guid.Version);
            Check.AtLeast(8, guid.Variant);
            Check.AtMost(11, guid.Variant);
            Check.That(seen.Add(guid));
        }
    }
}
