using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lodestar.Machine.Memory;
using Xunit;

namespace Lodestar.Host.Tests.Boot;

/// <summary>The frame allocator's bitmap against a set of frame numbers.</summary>
public sealed unsafe class FrameBitmapTests : IDisposable
{
    private const ulong Frames = 1000; // not a multiple of 64
    private readonly byte* _memory = (byte*)NativeMemory.Alloc((nuint)FrameBitmap.SizeFor(Frames));
    private FrameBitmap _bitmap;

    public FrameBitmapTests() => _bitmap.Initialize(_memory, Frames);

    public void Dispose() => NativeMemory.Free(_memory);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 8)]
    [InlineData(64, 8)]
    [InlineData(65, 16)]
    public void TheSizeIsWholeWords(ulong frames, ulong size) => Assert.Equal(size, FrameBitmap.SizeFor(frames));

    [Fact]
    public void AtFirstEverythingIsInUse()
    {
        Assert.False(_bitmap.TryTake(out _));
        Assert.True(_bitmap.IsUsed(0));
        Assert.True(_bitmap.IsUsed(Frames - 1));
        Assert.True(_bitmap.IsUsed(Frames));
    }

    [Theory]
    [InlineData(0, 1000)]
    [InlineData(1, 2)]
    [InlineData(63, 65)]
    [InlineData(64, 128)]
    [InlineData(10, 10)]
    [InlineData(999, 5000)]
    public void ARangeIsFreeExactly(ulong first, ulong end)
    {
        ulong count = Math.Min(end, Frames) - first;
        Assert.Equal(count, _bitmap.SetRange(first, end, used: false));
        Assert.Equal(0UL, _bitmap.SetRange(first, end, used: false));
        for (ulong i = 0; i < Frames; i++)
        {
            Assert.Equal(i < first || i >= end, _bitmap.IsUsed(i));
        }

        Assert.Equal(count, _bitmap.SetRange(first, end, used: true));
        Assert.False(_bitmap.TryTake(out _));
    }

    [Fact]
    public void AFrameIsGivenBackOnce()
    {
        _bitmap.SetRange(100, 101, used: false);
        Assert.True(_bitmap.TryTake(out ulong frame));
        Assert.Equal(100UL, frame);
        Assert.True(_bitmap.TryGive(frame));
        Assert.False(_bitmap.TryGive(frame));
        Assert.False(_bitmap.TryGive(Frames));
        Assert.False(_bitmap.TryGive(ulong.MaxValue));
    }

    [Fact]
    public void RandomUseAgreesWithASet()
    {
        Random random = new(1);
        SortedSet<ulong> free = [];
        HashSet<ulong> taken = [];
        _bitmap.SetRange(7, 990, used: false);
        for (ulong i = 7; i < 990; i++)
        {
            free.Add(i);
        }

        for (int i = 0; i < 20_000; i++)
        {
            if (random.Next(3) != 0)
            {
                Assert.Equal(free.Count != 0, _bitmap.TryTake(out ulong frame));
                if (free.Count != 0)
                {
                    Assert.Equal(free.Min, frame);
                    free.Remove(frame);
                    taken.Add(frame);
                }
            }
            else
            {
                ulong frame = (ulong)random.Next((int)Frames);
                bool wasTaken = taken.Remove(frame);
                if (wasTaken || free.Contains(frame))
                {
                    Assert.Equal(wasTaken, _bitmap.TryGive(frame));
                    free.Add(frame);
                }
            }
        }
    }
}
