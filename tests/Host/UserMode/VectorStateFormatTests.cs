using System;
using System.Buffers.Binary;
using Lodestar.Machine.UserMode;
using Xunit;

namespace Lodestar.Host.Tests.UserMode;

/// <summary>The vector state of a signal frame as bytes: Linux's additions, and everything that a program can do to them.</summary>
public sealed class VectorStateFormatTests
{
    private const ulong All = 7;
    private const int AvxSize = 832;
    private const int SoftwareOffset = 464;
    private const int ExtendedSizeOffset = 468;
    private const int FeaturesOffset = 472;
    private const int StateSizeOffset = 480;
    private const int PresentOffset = 512;
    private const int UpperOffset = 576;
    private const int MxcsrOffset = 24;
    private const uint Mxcsr = 0x1fa0;

    private static readonly VectorStateFormat Avx = new(All, AvxSize, 0xffff);
    private static readonly VectorStateFormat Legacy = new(0, 512, 0xffbf);

    [Fact]
    public void SizesAreThoseOfLinux()
    {
        Assert.Equal(836, Avx.FrameSize);
        Assert.Equal(580, new VectorStateFormat(3, 576, 0xffff).FrameSize);
        Assert.Equal(512, Legacy.FrameSize);
    }

    [Fact]
    public void TheFrameSaysHowMuchOfItThereIs()
    {
        byte[] frame = Frame();
        Assert.Equal(0x4650_5853u, Read32(frame, SoftwareOffset));
        Assert.Equal(836u, Read32(frame, ExtendedSizeOffset));
        Assert.Equal(All, Read64(frame, FeaturesOffset));
        Assert.Equal(832u, Read32(frame, StateSizeOffset));
        Assert.Equal(0x4650_5845u, Read32(frame, AvxSize));

        // XSAVE left SSE out because it was in its initial state; a handler may still look.
        Assert.Equal(All, Read64(frame, PresentOffset));
    }

    [Fact]
    public void WithoutXsaveThereAreNoMarks()
    {
        byte[] frame = new byte[512];
        Legacy.WriteFrame(Area(512), frame);
        Assert.Equal(-1, frame.AsSpan(SoftwareOffset).IndexOfAnyExcept((byte)0));
        byte[] area = new byte[512];
        Assert.True(Legacy.TryReadFrame(frame, area));
        Assert.Equal(frame, area);
    }

    [Fact]
    public void AnUnchangedFrameComesBackWhole()
    {
        byte[] area = new byte[AvxSize];
        Assert.True(Avx.TryReadFrame(Frame(), area));
        byte[] expected = Area(AvxSize);
        Write64(expected, PresentOffset, All);
        Assert.Equal(expected, area);
    }

    [Theory]
    [InlineData(SoftwareOffset, 0u)]          // no magic
    [InlineData(StateSizeOffset, 575u)]       // less than FXSAVE's part and the header
    [InlineData(StateSizeOffset, 836u)]       // more than this CPU has
    [InlineData(StateSizeOffset, uint.MaxValue)]
    [InlineData(ExtendedSizeOffset, 831u)]    // less than the state
    [InlineData(AvxSize, 0u)]                 // no second magic
    public void WhatIsNotMarkedIsFxsavesPartAlone(int offset, uint value)
    {
        byte[] frame = Frame();
        Write32(frame, offset, value);
        byte[] area = new byte[AvxSize];
        Assert.True(Avx.TryReadFrame(frame, area));
        Assert.Equal(3u, Read64(area, PresentOffset));
        Assert.Equal(frame.AsSpan(0, SoftwareOffset).ToArray(), area.AsSpan(0, SoftwareOffset).ToArray());
        Assert.Equal(-1, area.AsSpan(UpperOffset).IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void AShorterStateHasZerosBehindIt()
    {
        byte[] frame = Frame();
        Write32(frame, StateSizeOffset, UpperOffset);
        Write32(frame, UpperOffset, 0x4650_5845);
        byte[] area = new byte[AvxSize];
        Assert.True(Avx.TryReadFrame(frame, area));
        Assert.Equal(All, Read64(area, PresentOffset));
        Assert.Equal(-1, area.AsSpan(UpperOffset).IndexOfAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(PresentOffset, 15u)]          // XSTATE_BV with a component that is not on
    [InlineData(PresentOffset + 4, 0x8000_0000u)]
    [InlineData(PresentOffset + 8, 1u)]       // XCOMP_BV
    [InlineData(PresentOffset + 12, 0x8000_0000u)] // the compacted format
    [InlineData(PresentOffset + 20, 1u)]      // reserved
    [InlineData(MxcsrOffset, 0x0001_1f80u)]   // a bit that MXCSR does not have
    public void WhatTheCpuWouldRefuseIsRefused(int offset, uint value)
    {
        byte[] frame = Frame();
        Write32(frame, offset, value);
        Assert.False(Avx.TryReadFrame(frame, new byte[AvxSize]));
    }

    [Fact]
    public void MxcsrHasTheBitsOfThisCpu()
    {
        // Denormals-are-zero came later than SSE.
        byte[] frame = Area(512);
        Write32(frame, MxcsrOffset, 0x1fc0);
        Assert.False(Legacy.TryReadFrame(frame, new byte[512]));
    }

    [Fact]
    public void ComponentsThatAreNotAskedForAreFresh()
    {
        byte[] frame = Frame();
        Write64(frame, FeaturesOffset, VectorStateFormat.X87 | VectorStateFormat.Avx | 1UL << 63);
        byte[] area = new byte[AvxSize];
        Assert.True(Avx.TryReadFrame(frame, area));
        Assert.Equal(VectorStateFormat.X87 | VectorStateFormat.Avx, Read64(area, PresentOffset));
        Assert.Equal(0x1f80u, Read32(area, MxcsrOffset));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]                         // marked as larger than what could be read
    [InlineData(835)]
    public void AFrameThatEndsTooEarlyIsRefused(int length) =>
        Assert.False(Avx.TryReadFrame(Frame().AsSpan(0, length), new byte[AvxSize]));

    [Fact]
    public void NothingThatAProgramWritesGetsPast()
    {
        const int Frames = 20_000;
        Random random = new(1);
        byte[] area = new byte[AvxSize];
        int accepted = 0;
        for (int i = 0; i < Frames; i++)
        {
            byte[] frame = Frame();
            for (int change = random.Next(6); change > 0; change--)
            {
                frame[random.Next(3) == 0 ? random.Next(frame.Length) : random.Next(SoftwareOffset, UpperOffset)] = (byte)random.Next(256);
            }

            if (Avx.TryReadFrame(frame.AsSpan(0, random.Next(4) == 0 ? random.Next(frame.Length) : frame.Length), area))
            {
                // XRSTOR's conditions for #GP (Intel SDM volume 1, 13.8.1).
                Assert.Equal(0u, Read64(area, PresentOffset) & ~All);
                Assert.Equal(-1, area.AsSpan(PresentOffset + 8, 56).IndexOfAnyExcept((byte)0));
                Assert.Equal(0u, Read32(area, MxcsrOffset) & ~0xffffu);
                accepted++;
            }
        }

        Assert.InRange(accepted, Frames / 10, Frames - (Frames / 10));
    }

    /// <summary>An area as XSAVE leaves it, with SSE in its initial state, and no byte of registers like its neighbour.</summary>
    private static byte[] Area(int size)
    {
        byte[] area = new byte[size];
        for (int i = 0; i < size; i++)
        {
            area[i] = i is < SoftwareOffset or >= UpperOffset ? (byte)(i * 7) : (byte)0;
        }

        Write32(area, MxcsrOffset, Mxcsr);
        if (size > PresentOffset)
        {
            Write64(area, PresentOffset, VectorStateFormat.X87 | VectorStateFormat.Avx);
        }

        return area;
    }

    private static byte[] Frame()
    {
        byte[] frame = new byte[Avx.FrameSize];
        Avx.WriteFrame(Area(AvxSize), frame);
        return frame;
    }

    private static uint Read32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static ulong Read64(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[offset..]);

    private static void Write32(Span<byte> bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes[offset..], value);

    private static void Write64(Span<byte> bytes, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes[offset..], value);
}
