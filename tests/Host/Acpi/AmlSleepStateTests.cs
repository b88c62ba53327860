using System;
using System.Linq;
using Lodestar.Core.Acpi;
using Xunit;

namespace Lodestar.Host.Tests.Acpi;

/// <summary>What switches the machine off, in the forms that compilers give it.</summary>
public sealed class AmlSleepStateTests
{
    private static byte[] Name => [.. "_S5_"u8];

    [Theory]
    [InlineData(new byte[] { 0x06, 0x04, 0x00, 0x00, 0x00, 0x00 }, 0, 0)] // QEMU
    [InlineData(new byte[] { 0x0a, 0x04, 0x0a, 0x05, 0x0a, 0x06, 0x00, 0x00 }, 5, 6)] // Bochs, many PCs
    [InlineData(new byte[] { 0x07, 0x04, 0x0a, 0x07, 0x01, 0x00, 0x00 }, 7, 1)]
    [InlineData(new byte[] { 0x08, 0x02, 0x0b, 0x05, 0x00, 0x0b, 0x04, 0x00 }, 5, 4)]
    [InlineData(new byte[] { 0x0c, 0x02, 0x0c, 0x03, 0, 0, 0, 0x0c, 0x02, 0, 0, 0 }, 3, 2)]
    [InlineData(new byte[] { 0x0c, 0x02, 0x0e, 0x03, 0, 0, 0, 0, 0, 0, 0, 0xff }, 3, 7)]
    [InlineData(new byte[] { 0x44, 0x00, 0x02, 0x0a, 0x05, 0x01 }, 5, 1)] // a length of two bytes
    [InlineData(new byte[] { 0x84, 0x00, 0x00, 0x02, 0x0a, 0x05, 0x01 }, 5, 1)]
    [InlineData(new byte[] { 0x05, 0x01, 0x0b, 0x05, 0x07 }, 5, 7)] // one element with both
    [InlineData(new byte[] { 0x04, 0x01, 0x0a, 0x05 }, 5, 0)]
    [InlineData(new byte[] { 0x06, 0x04, 0x0a, 0xfd, 0x0a, 0xff }, 5, 7)] // more bits than there is room for
    public void EncodingsOfIntegers(byte[] package, byte a, byte b)
    {
        SleepType expected = new(a, b);
        Assert.Equal(expected, AmlSleepState.Find([0x08, .. Name, 0x12, .. package]));
        Assert.Equal(expected, AmlSleepState.Find([0x5b, 0x80, 0x08, (byte)'\\', .. Name, 0x12, .. package, 0x5b, 0x82]));
        Assert.Equal(expected, AmlSleepState.Find([0x14, (byte)(package.Length + 8), .. Name, 0x00, 0xa4, 0x12, .. package]));
        Assert.Equal(expected, AmlSleepState.Find([0x14, 0x4a, 0x01, (byte)'\\', .. Name, 0x08, 0xa4, 0x12, .. package]));
    }

    [Fact]
    public void OtherUsesOfTheNameAreSkipped()
    {
        byte[] definition = [0x08, .. Name, 0x12, 0x04, 0x02, 0x0a, 0x05, 0x01];
        Assert.Equal(new SleepType(5, 1), AmlSleepState.Find([.. Name, 0x08, .. Name, 0x0a, 0x05, 0xa0, .. Name, 0x12, 4, 2, 1, 1, .. definition]));
    }

    [Theory]
    [InlineData(new byte[] { 0x12, 0x02, 0x00 })] // no elements
    [InlineData(new byte[] { 0x12, 0x06, 0x02, 0x5c, 0x53, 0x35, 0x41, 0x5f, 0x00 })] // a reference
    [InlineData(new byte[] { 0x13, 0x04, 0x02, 0x0a, 0x05, 0x01 })] // a package of a computed length
    [InlineData(new byte[] { 0x0a, 0x05 })]
    [InlineData(new byte[] { 0x12, 0x04, 0x02, 0x0a, 0x05 })] // cut off
    public void WhatIsNoPackageOfIntegersIsNotTaken(byte[] value) =>
        Assert.Null(AmlSleepState.Find([0x08, .. Name, .. value]));

    [Fact]
    public void EveryPieceOfADefinitionIsBounded()
    {
        byte[] definition = [0x14, 0xc8, 0x01, 0x00, 0x00, .. Name, 0x00, 0xa4, 0x12, 0x88, 0x01, 0x00, 0x02, 0x0e, 1, 2, 3, 4, 5, 6, 7, 8, 0x0c, 1, 2, 3, 4];
        Assert.Equal(new SleepType(1, 1), AmlSleepState.Find(definition));
        for (int start = 0; start < definition.Length; start++)
        {
            for (int end = start; end < definition.Length; end++)
            {
                Assert.Null(AmlSleepState.Find(definition.AsSpan(start, end - start)));
            }
        }
    }

    [Fact]
    public void NoBytesMakeItFail()
    {
        Random random = new(5);
        byte[] likely = [0x08, 0x14, 0xa4, 0x12, 0x5c, 0x0a, 0x0b, 0x0c, 0x0e, 0, 1, 0xff, 0x80, 0xc0, 4];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] before = [.. Enumerable.Range(0, random.Next(6)).Select(_ => likely[random.Next(likely.Length)])];
            byte[] after = [.. Enumerable.Range(0, random.Next(12)).Select(_ => likely[random.Next(likely.Length)])];
            if (AmlSleepState.Find([.. before, .. Name, .. after]) is { } type)
            {
                Assert.True(type is { A: <= 7, B: <= 7 });
            }
        }
    }
}
