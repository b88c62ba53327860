using System;
using System.Collections.Generic;
using Lodestar.Machine.Devices;
using Xunit;

namespace Lodestar.Host.Tests.Devices;

/// <summary>The ring between a serial port's interrupts and its reader.</summary>
public sealed class ReceiveRingTests
{
    [Fact]
    public void AnEmptyRingGivesNothing()
    {
        ReceiveRing ring = default;

        Assert.False(ring.TryTake(out byte value, out bool isBreak));
        Assert.Equal(0, value);
        Assert.False(isBreak);
    }

    [Fact]
    public void BytesAndBreaksComeOutInOrderHoweverOftenItGoesRound()
    {
        ReceiveRing ring = default;
        Queue<(byte, bool)> expected = [];
        Random random = new(1);
        for (int i = 0; i < 50 * ReceiveRing.Capacity; i++)
        {
            if (expected.Count < ReceiveRing.Capacity && random.Next(2) == 0)
            {
                (byte Value, bool IsBreak) next = ((byte)random.Next(256), random.Next(10) == 0);
                ring.Add(next.Value, next.IsBreak);
                expected.Enqueue(next);
            }
            else
            {
                bool isThere = ring.TryTake(out byte value, out bool isBreak);
                Assert.Equal(expected.TryDequeue(out (byte, bool) wanted), isThere);
                Assert.Equal(wanted, (value, isBreak));
            }

            Assert.Equal(expected.Count, ring.Count);
        }
    }

    [Fact]
    public void AFullRingHoldsWhatItHasRoomFor()
    {
        ReceiveRing ring = default;
        for (int i = 0; i < ReceiveRing.Capacity; i++)
        {
            ring.Add((byte)i, isBreak: false);
        }

        Assert.Equal(ReceiveRing.Capacity, ring.Count);
        for (int i = 0; i < ReceiveRing.Capacity; i++)
        {
            Assert.True(ring.TryTake(out byte value, out _));
            Assert.Equal((byte)i, value);
        }

        Assert.False(ring.TryTake(out _, out _));
    }
}
