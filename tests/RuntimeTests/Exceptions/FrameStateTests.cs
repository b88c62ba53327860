using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.RuntimeTests;

/// <summary>What a frame keeps while an exception passes: floating-point and integer locals, large frames, results in memory.</summary>
public static class FrameStateTests
{
    [InlineArray(5 * 1024)]
    private struct Block5K
    {
        private byte _first;
    }

    [InlineArray(20 * 1024)]
    private struct Block20K
    {
        private byte _first;
    }

    [InlineArray(100 * 1024)]
    private struct Block100K
    {
        private byte _first;
    }

    private readonly record struct Result(long A, long B, long C, string? Text);

    [Test]
    public static void FloatingPointLocals()
    {
        double a = Opaque.Value(1.5), b = Opaque.Value(2.5), c = Opaque.Value(-3.5), d = Opaque.Value(1e300);
        float e = Opaque.Value(0.25f);
        int caught = 0;
        for (int i = 0; i < 10; i++)
        {
            try
            {
                a += 1;
                e += 1;
                Throw(i);
                b = double.NaN;
            }
            catch (InvalidOperationException)
            {
                c -= 1;
                caught++;
            }
            finally
            {
                d /= 10;
            }
        }

        Check.Equal(10, caught);
        Check.Equal(11.5, a);
        Check.Equal(2.5, b);
        Check.Equal(-13.5, c);
        Check.That(Math.Abs((d / 1e290) - 1) < 1e-9);
        Check.Equal(10.25f, e);
    }

    [Test]
    public static void MoreIntegerLocalsThanRegisters()
    {
        long a = Opaque.Value(1L), b = Opaque.Value(2L), c = Opaque.Value(3L), d = Opaque.Value(4L), e = Opaque.Value(5L);
        long f = Opaque.Value(6L), g = Opaque.Value(7L), h = Opaque.Value(8L), i = Opaque.Value(9L), j = Opaque.Value(10L);
        for (int round = 0; round < 3; round++)
        {
            a += b;
            try
            {
                c += d;
                ThrowThroughBusyFrame(round, a, b, c, d);
            }
            catch (InvalidOperationException) when (Opaque.Value(a) == a)
            {
                e += f;
            }

            g += h + i + j;
        }

        Check.Equal((7L, 2L, 15L, 4L), (a, b, c, d));
        Check.Equal((23L, 6L, 88L, 8L, 9L, 10L), (e, f, g, h, i, j));
    }

    [Test]
    public static void FramesLargerThanAPage()
    {
        Check.Equal(5 * 1024, Through5K(false));
        Check.Equal(20 * 1024, Through20K(false));
        Check.Equal(100 * 1024, Through100K(false));
    }

    [Test]
    public static void ExceptionsThroughFramesLargerThanAPage()
    {
        Check.Throws<InvalidOperationException>(static () => Through5K(true));
        Check.Throws<InvalidOperationException>(static () => Through20K(true));
        Check.Throws<InvalidOperationException>(static () => Through100K(true));
        Check.Equal(7, CatchInALargeFrame(7));
    }

    [Test]
    public static void StackAllocationBesideAHandler()
    {
        for (int size = 16; size <= 40_000; size *= 3)
        {
            CatchBesideStackAllocation(size);
        }
    }

    [Test]
    public static void ResultsInMemoryOfTheCaller()
    {
        Result first = MakeResult(1, throws: false);
        Result second = MakeResult(2, throws: true);
        Check.Equal(new Result(1, 2, 3, "value 1"), first);
        Check.Equal(new Result(-2, 0, 0, "caught"), second);
    }

    [Test]
    public static void ResultsInMemoryKeepTheirValueWhenTheCallThrows()
    {
        Result result = new(1, 2, 3, "before");
        try
        {
            result = ThrowInsteadOfAResult();
        }
        catch (InvalidOperationException)
        {
        }

        Check.Equal(new Result(1, 2, 3, "before"), result);
    }

    [Test]
    public static void DispatchThroughSharedGenericFramesThatRethrow()
    {
        InvalidOperationException thrown = Check.Throws<InvalidOperationException>(static () => Descend<string>(60, "x"));
        Check.Equal("bottom", thrown.Message);
        Check.Equal(60, thrown.Data.Count);
    }

    [Test]
    public static void NearTheEndOfTheStack()
    {
        int depth = 0;
        Check.Throws<InsufficientExecutionStackException>(() => DescendUntilTheStackEnds(ref depth));
        Check.AtLeast(50, depth);
        int again = 0;
        Check.Throws<InsufficientExecutionStackException>(() => DescendUntilTheStackEnds(ref again));
        Check.Equal(depth, again);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int value) => throw new InvalidOperationException(value.ToString());

    // Uses every register that it has to preserve for its caller before it lets the exception pass.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ThrowThroughBusyFrame(int round, long a, long b, long c, long d)
    {
        long e = Opaque.Value(a ^ b), f = Opaque.Value(c ^ d), g = Opaque.Value(a + c), h = Opaque.Value(b + d);
        Throw(round);
        return (a * e) + (b * f) + (c * g) + (d * h);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Through5K(bool throws)
    {
        Block5K block = default;
        return Fill(block, throws);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Through20K(bool throws)
    {
        Block20K block = default;
        return Fill(block, throws);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Through100K(bool throws)
    {
        Block100K block = default;
        return Fill(block, throws);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CatchInALargeFrame(int value)
    {
        Block20K block = default;
        Span<byte> bytes = block;
        bytes[^1] = (byte)value;
        try
        {
            Through100K(true);
        }
        catch (InvalidOperationException)
        {
            value = bytes[^1];
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fill(Span<byte> bytes, bool throws)
    {
        bytes.Fill(1);
        if (throws)
        {
            Throw(bytes.Length);
        }

        int sum = 0;
        foreach (byte value in bytes)
        {
            sum += value;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CatchBesideStackAllocation(int size)
    {
        Span<byte> bytes = stackalloc byte[size];
        bytes.Fill((byte)size);
        int finallyRuns = 0;
        try
        {
            try
            {
                Throw(size);
            }
            finally
            {
                bytes[size / 2]++;
                finallyRuns++;
            }
        }
        catch (InvalidOperationException)
        {
            bytes[0]++;
        }

        Check.Equal(1, finallyRuns);
        Check.Equal((byte)(size + 1), bytes[0]);
        Check.Equal((byte)(size + 1), bytes[size / 2]);
        Check.Equal((byte)size, bytes[^1]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result MakeResult(int value, bool throws)
    {
        try
        {
            if (throws)
            {
                Throw(value);
            }

            return new Result(value, value + 1, value + 2, "value " + value.ToString());
        }
        catch (InvalidOperationException)
        {
            return new Result(-value, 0, 0, "caught");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result ThrowInsteadOfAResult()
    {
        Result made = new(9, 9, 9, "after");
        Throw(1);
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Descend<T>(int depth, T value)
        where T : class
    {
        try
        {
            if (depth == 0)
            {
                throw new InvalidOperationException("bottom");
            }

            return Descend(depth - 1, value);
        }
        catch (InvalidOperationException e) when (depth > 0 && typeof(T) == typeof(string))
        {
            e.Data[depth] = value;
            throw;
        }
    }

    private static void DescendUntilTheStackEnds(ref int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
        Span<long> frame = stackalloc long[100];
        frame[depth % 100] = depth;
        DescendUntilTheStackEnds(ref depth);
        depth += (int)frame[0] >> 31;
    }
}
