using System;
using System.Linq;
using Lodestar.Core.Files.Devices;
using Xunit;

namespace Lodestar.Host.Tests.Files;

/// <summary>The kernel's random numbers: the block function against its RFC, and what the generator promises.</summary>
public sealed class RandomGeneratorTests
{
    /// <summary>RFC 8439, section 2.3.2.</summary>
    [Fact]
    public void ABlockIsThatOfTheRfc()
    {
        byte[] key = [.. Enumerable.Range(0, ChaCha20.KeySize).Select(static i => (byte)i)];
        byte[] nonce = [0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0];
        byte[] block = new byte[ChaCha20.BlockSize];

        ChaCha20.Block(key, 1, nonce, block);

        Assert.Equal(
            "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4ed2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e",
            Convert.ToHexStringLower(block));
    }

    [Fact]
    public void OneSeedGivesOneSequence() =>
        Assert.Equal(Take(new RandomGenerator("seed"u8), 300), Take(new RandomGenerator("seed"u8), 300));

    [Fact]
    public void AnotherSeedGivesAnotherSequence() =>
        Assert.NotEqual(Take(new RandomGenerator("seed"u8), 32), Take(new RandomGenerator("sead"u8), 32));

    /// <summary>All of a seed counts, also what is longer than a key.</summary>
    [Fact]
    public void TheEndOfALongSeedCounts()
    {
        byte[] seed = new byte[100];
        byte[] other = new byte[100];
        other[^1] = 1;

        Assert.NotEqual(Take(new RandomGenerator(seed), 32), Take(new RandomGenerator(other), 32));
    }

    [Fact]
    public void NothingIsGivenOutTwice()
    {
        RandomGenerator random = new("seed"u8);
        string[] pieces = [.. Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Take(random, 16)))];

        Assert.Equal(pieces.Length, pieces.Distinct().Count());
    }

    [Fact]
    public void EveryByteOfALongRequestIsFilled()
    {
        byte[] bytes = Take(new RandomGenerator("seed"u8), 100_000);

        // Of so many bytes each value comes about 390 times; half or double would be a wonder.
        Assert.All(bytes.CountBy(static value => value), static count => Assert.InRange(count.Value, 195, 780));
        Assert.Equal(256, bytes.Distinct().Count());
    }

    [Fact]
    public void WhatIsMixedInChangesWhatFollows()
    {
        RandomGenerator random = new("seed"u8);
        RandomGenerator other = new("seed"u8);
        other.Mix("x"u8);

        Assert.NotEqual(Take(random, 32), Take(other, 32));
    }

    private static byte[] Take(RandomGenerator random, int length)
    {
        byte[] bytes = new byte[length];
        random.Fill(bytes);
        return bytes;
    }
}
