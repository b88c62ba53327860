using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>
/// A zero divisor and a quotient that does not fit are one fault of the CPU; which of the two it was is told apart wherever
/// the divisor lies: in any register, on the stack, in an object, an array or a static field.
/// </summary>
public static class DivisionOperandTests
{
    private static int s_int;
    private static long s_long;

    private sealed class Holder
    {
        public int Int;
        public long Long;
    }

    [Test]
    public static void StaticFields()
    {
        Both(static (a, b) => { s_int = b; return a / s_int; }, static (a, b) => { s_long = b; return a / s_long; });
        Both(static (a, b) => { s_int = b; return a % s_int; }, static (a, b) => { s_long = b; return a % s_long; });
    }

    [Test]
    public static void Fields()
    {
        Holder holder = new();
        Both((a, b) => { holder.Int = b; return a / holder.Int; }, (a, b) => { holder.Long = b; return a / holder.Long; });
    }

    [Test]
    public static void Elements()
    {
        int[] ints = new int[200];
        long[] longs = new long[200];
        for (int index = 0; index < 200; index += 37)
        {
            int at = Opaque.Value(index);
            Both((a, b) => { ints[at] = b; return a / ints[at]; }, (a, b) => { longs[at] = b; return a / longs[at]; });
            Both((a, b) => { ints[150] = b; return a % ints[150]; }, (a, b) => { longs[150] = b; return a % longs[150]; });
        }
    }

    [Test]
    public static void ManyDivisorsAtATime()
    {
        // More divisors in use than there are registers: some in the high registers, some on the stack.
        Both(static (a, b) => (int)Busy(a, b, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31), static (a, b) => Busy(a, b, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31));
        Both(static (a, b) => BusyInts(a, b, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31), static (a, b) => Busy(a, 1, 3, 5, 7, 11, 13, 17, 19, 23, 29, b));
    }

    [Test]
    public static void NarrowTypes()
    {
        sbyte[] bytes = [0];
        short[] shorts = [0];
        Check.Throws<DivideByZeroException>(() => Opaque.Value(Opaque.Value((sbyte)-128) / bytes[0]));
        Check.Throws<DivideByZeroException>(() => Opaque.Value(Opaque.Value(short.MinValue) % shorts[0]));
        bytes[0] = -1;
        shorts[0] = -1;
        Check.Equal(128, Opaque.Value((sbyte)-128) / bytes[0]);
        Check.Equal(32768, Opaque.Value(short.MinValue) / shorts[0]);
        Check.Throws<OverflowException>(() => Opaque.Value(checked((short)(Opaque.Value(short.MinValue) / shorts[0]))));
    }

    [Test]
    public static void UnsignedNeverOverflows()
    {
        ulong[] divisors = [ulong.MaxValue, 0];
        Check.Equal(0UL, Opaque.Value(1UL << 63) / divisors[0]);
        Check.Equal(1UL << 63, Opaque.Value(1UL << 63) % divisors[0]);
        Check.Throws<DivideByZeroException>(() => Opaque.Value(Opaque.Value(1UL << 63) / divisors[1]));
        Check.Throws<DivideByZeroException>(() => Math.DivRem(Opaque.Value(5UL), divisors[1]));
    }

    private static void Both(Func<int, int, int> ints, Func<long, long, long> longs, [CallerLineNumber] int line = 0)
    {
        string where = "line " + line.ToString();
        Check.Throws<DivideByZeroException>(() => ints(5, 0), where);
        Check.Throws<DivideByZeroException>(() => ints(int.MinValue, 0), where);
        Check.Throws<DivideByZeroException>(() => longs(5, 0), where);
        Check.Throws<DivideByZeroException>(() => longs(long.MinValue, 0), where);
        Check.Throws<OverflowException>(() => longs(long.MinValue, -1), where);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Busy(
        long value, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k)
    {
        long sum = 0;
        for (int round = 0; round < 2; round++)
        {
            sum += (value / a) + (value / b) + (value / c) + (value / d) + (value / e) + (value / f);
            sum += (value / g) + (value / h) + (value / i) + (value / j) + (value / k);
            value -= round;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int BusyInts(int value, int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k)
    {
        int sum = 0;
        for (int round = 0; round < 2; round++)
        {
            sum += (value % a) + (value % b) + (value % c) + (value % d) + (value % e) + (value % f);
            sum += (value % g) + (value % h) + (value % i) + (value % j) + (value % k);
        }

        return sum;
    }
}
