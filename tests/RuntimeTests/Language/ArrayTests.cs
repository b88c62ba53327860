using System;

namespace Lodestar.RuntimeTests;

/// <summary>One-dimensional and jagged arrays: elements of all sizes, copying, clearing, covariance.</summary>
public static class ArrayTests
{
    private struct Odd
    {
        public byte A;
        public short B;
        public byte C;
    }

    private static T[] Filled<T>(int length, Func<int, T> element)
    {
        T[] array = new T[length];
        for (int i = 0; i < length; i++)
        {
            array[i] = element(i);
        }
        return array;
    }

    private static void RoundTrip<T>(Func<int, T> element)
    {
        foreach (int length in new[] { 0, 1, 2, 3, 7, 8, 100, 1000 })
        {
            T[] array = Filled(length, element);
            Check.Equal(length, array.Length);
            for (int i = 0; i < length; i++)
            {
                Check.Equal(element(i), array[i]);
            }
        }
    }

    [Test]
    public static void ElementsOfEverySize()
    {
        RoundTrip(i => (byte)i);
        RoundTrip(i => (short)(i * 3));
        RoundTrip(i => i * 5);
        RoundTrip(i => i * 7L);
        RoundTrip(i => i * 0.5);
        RoundTrip(i => i * 0.25m);
        RoundTrip(i => (Int128)i * i);
        RoundTrip(i => new Odd { A = (byte)i, B = (short)i, C = 3 });
        RoundTrip(i => (i % 2 == 0, "x", i));
        RoundTrip(i => i.ToString());
    }

    [Test]
    public static void NewArraysAreZeroInReusedMemory()
    {
        for (int round = 0; round < 3; round++)
        {
            for (int length = 1; length < 300; length += 7)
            {
                byte[] bytes = Opaque.Value(new byte[length]);
                Check.Equal(-1, bytes.AsSpan().IndexOfAnyExcept((byte)0));
                bytes.AsSpan().Fill(0xFF);
            }
            GC.Collect();
        }
    }

    [Test]
    public static void CopyWithinAnArrayHandlesOverlap()
    {
        int[] forward = Filled(100, i => i);
        Array.Copy(forward, 0, forward, 3, 90);
        int[] backward = Filled(100, i => i);
        Array.Copy(backward, 3, backward, 0, 90);
        for (int i = 0; i < 90; i++)
        {
            Check.Equal(i, forward[i + 3]);
            Check.Equal(i + 3, backward[i]);
        }
    }

    [Test]
    public static void CopyOfReferencesHandlesOverlap()
    {
        string[] texts = Filled(64, i => i.ToString());
        string[] expected = (string[])texts.Clone();
        Array.Copy(texts, 0, texts, 1, 63);
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < 63; i++)
        {
            Check.Same(expected[i], texts[i + 1]);
        }
    }

    [Test]
    public static void CopyConvertsElements()
    {
        long[] widened = new long[3];
        Array.Copy(new[] { 1, -2, 3 }, widened, 3);
        Check.Sequence([1L, -2L, 3L], widened);
        object[] boxed = new object[2];
        Array.Copy(new[] { 8, 9 }, boxed, 2);
        Check.Equal(9, (int)boxed[1]);
        int[] unboxed = new int[2];
        Array.Copy(boxed, unboxed, 2);
        Check.Sequence([8, 9], unboxed);
    }

    [Test]
    public static void ClearResizeReverseFill()
    {
        int[] numbers = Filled(10, i => i + 1);
        Array.Clear(numbers, 2, 3);
        Check.Sequence([1, 2, 0, 0, 0, 6, 7, 8, 9, 10], numbers);
        Array.Resize(ref numbers, 4);
        Check.Sequence([1, 2, 0, 0], numbers);
        Array.Resize(ref numbers, 6);
        Array.Fill(numbers, 9, 4, 2);
        Array.Reverse(numbers);
        Check.Sequence([9, 9, 0, 0, 2, 1], numbers);
    }

    [Test]
    public static void SearchFindsElements()
    {
        int[] numbers = [5, 3, 9, 3];
        Check.Equal(1, Array.IndexOf(numbers, 3));
        Check.Equal(3, Array.LastIndexOf(numbers, 3));
        Check.Equal(-1, Array.IndexOf(numbers, 4));
        Check.Equal(9, Array.Find(numbers, n => n > 5));
        Check.That(Array.Exists(numbers, n => n == 5));
        Check.That(Array.TrueForAll(numbers, n => n > 2));
        Check.Sequence([10, 6, 18, 6], Array.ConvertAll(numbers, n => n * 2));
    }

    [Test]
    public static void ArraysOfReferencesAreCovariant()
    {
        object[] objects = Opaque.Value<object[]>(new string[] { "a", "b" });
        Check.That(objects is string[]);
        Check.That(objects is not int[][]);
        objects[0] = "c";
        Check.Equal("c", (string)objects[0]);
        objects[1] = null!;
        Check.That(objects[1] is null);
    }

    [Test]
    public static void JaggedArraysHoldArrays()
    {
        int[][] triangle = new int[20][];
        for (int row = 0; row < triangle.Length; row++)
        {
            triangle[row] = Filled(row + 1, column => row * column);
        }
        Garbage.CollectAndOverwrite();
        Check.Equal(19 * 19, triangle[19][19]);
        Check.Equal(12 * 5, triangle[12][5]);
    }

    [Test]
    public static void ForeachOverAnArrayAsAnInterface()
    {
        System.Collections.Generic.IList<int> list = Opaque.Value<System.Collections.Generic.IList<int>>(new[] { 4, 5, 6 });
        int sum = 0;
        foreach (int item in list)
        {
            sum += item;
        }
        Check.Equal(15, sum);
        Check.Equal(3, list.Count);
        Check.Equal(1, list.IndexOf(5));
        Check.Throws<NotSupportedException>(() => list.Add(1));
    }

    [Test]
    public static void EmptyArrayIsShared() => Check.Same(Array.Empty<string>(), Array.Empty<string>());
}
