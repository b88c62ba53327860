using System;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lodestar.RuntimeTests;

/// <summary>Vectors as far as the baseline instruction set goes; they live in vector registers across calls and exceptions.</summary>
public static class VectorTests
{
    [Test]
    public static void ElementwiseArithmetic()
    {
        Vector128<int> sum = Vector128.Create(1, 2, 3, 4) + Vector128.Create(Opaque.Value(10));
        Check.Equal(Vector128.Create(11, 12, 13, 14), sum);
        Check.Equal(50, Vector128.Sum(sum));
        Vector128<double> product = Vector128.Create(1.5, 2.5) * Opaque.Value(2.0);
        Check.Equal(Vector128.Create(3.0, 5.0), product);
        Check.Equal(0b1010u, Vector128.Equals(sum, Vector128.Create(0, 12, 0, 14)).ExtractMostSignificantBits());
    }

    [Test]
    public static void LoadsFromSpans()
    {
        byte[] bytes = new byte[48];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)i;
        }
        for (int offset = 0; offset < 32; offset++)
        {
            Vector128<byte> vector = Vector128.Create(bytes.AsSpan(offset, 16));
            Check.Equal((byte)(offset + 15), vector[15]);
        }
        Check.Equal(48, MemoryMarshal.Cast<byte, Vector128<byte>>(bytes).Length * 16);
    }

    [Test]
    public static void PassedAndReturned()
    {
        Vector128<long> vector = Opaque.Value(Vector128.Create(5L, -5L));
        Check.Equal(0L, Vector128.Sum(vector));
        Vector256<int> wide = Opaque.Value(Vector256.Create(7));
        Check.Equal(56, Vector256.Sum(wide));
        Vector3 three = Opaque.Value(new Vector3(1, 2, 3));
        Check.Equal(14f, Vector3.Dot(three, three));
        Check.Equal(new Vector4(2, 4, 6, 8), Opaque.Value(new Vector4(1, 2, 3, 4)) * 2);
    }

    [Test]
    public static void KeptAcrossExceptions()
    {
        Vector128<int> kept = Opaque.Value(Vector128.Create(1, 2, 3, 4));
        double real = Opaque.Value(0.75);
        try
        {
            kept += Vector128<int>.One;
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            kept += kept;
            real *= 2;
        }
        Check.Equal(Vector128.Create(4, 6, 8, 10), kept);
        Check.Equal(1.5, real);
    }

    [Test]
    public static void VectorOfPlatformWidth()
    {
        int[] numbers = new int[100];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i;
        }
        Vector<int> total = Vector<int>.Zero;
        int index = 0;
        for (; index <= numbers.Length - Vector<int>.Count; index += Vector<int>.Count)
        {
            total += new Vector<int>(numbers, index);
        }
        int sum = Vector.Sum(total);
        for (; index < numbers.Length; index++)
        {
            sum += numbers[index];
        }
        Check.Equal(4950, sum);
    }
}
