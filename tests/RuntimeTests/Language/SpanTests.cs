using System;

namespace Lodestar.RuntimeTests;

/// <summary>Spans over arrays, strings and single values; copying and searching at every length and alignment.</summary>
public static class SpanTests
{
    private const int Longest = 150;

    [Test]
    public static void SliceSharesMemory()
    {
        int[] array = [0, 1, 2, 3, 4, 5];
        Span<int> middle = array.AsSpan(2, 3);
        middle[0] = 20;
        Check.Equal(20, array[2]);
        Check.Equal(3, middle.Length);
        Check.Equal(4, middle[^1]);
        Check.Equal(2, middle.Slice(1).Length);
        Check.That(middle.Slice(3).IsEmpty);
    }

    [Test]
    public static void BoundsAreChecked()
    {
        int[] array = new int[4];
        Check.Throws<IndexOutOfRangeException>(() => array.AsSpan()[Opaque.Value(4)] = 1);
        Check.Throws<IndexOutOfRangeException>(() => array.AsSpan(1)[Opaque.Value(3)] = 1);
        Check.Throws<ArgumentOutOfRangeException>(() => array.AsSpan(Opaque.Value(5)).Clear());
        Check.Throws<ArgumentOutOfRangeException>(() => array.AsSpan(2, Opaque.Value(3)).Clear());
        Check.Throws<ArgumentException>(() => array.AsSpan().CopyTo(new int[3]));
    }

    [Test]
    public static void CopyAtEveryLengthAndAlignment()
    {
        byte[] source = new byte[Longest + 16];
        for (int i = 0; i < source.Length; i++)
        {
            source[i] = (byte)(i * 7 + 1);
        }
        byte[] target = new byte[Longest + 18];
        for (int offset = 0; offset < 9; offset += 4)
        {
            for (int length = 0; length <= Longest; length++)
            {
                target.AsSpan().Fill(0xEE);
                source.AsSpan(offset, length).CopyTo(target.AsSpan(offset + 1));
                Check.That(source.AsSpan(offset, length).SequenceEqual(target.AsSpan(offset + 1, length)));
                Check.Equal((byte)0xEE, target[offset]);
                Check.Equal((byte)0xEE, target[offset + 1 + length]);
            }
        }
    }

    [Test]
    public static void OverlappingCopyInBothDirections()
    {
        byte[] bytes = new byte[2 * Longest];
        for (int length = 1; length <= Longest; length += 3)
        {
            foreach (int shift in new[] { 1, 5, 8, 16, 31 })
            {
                Number(bytes);
                bytes.AsSpan(0, length).CopyTo(bytes.AsSpan(shift));
                Check.That(IsNumbered(bytes.AsSpan(shift, length), 0));
                Number(bytes);
                bytes.AsSpan(shift, length).CopyTo(bytes);
                Check.That(IsNumbered(bytes.AsSpan(0, length), shift));
            }
        }
    }

    private static void Number(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)i;
        }
    }

    private static bool IsNumbered(ReadOnlySpan<byte> bytes, int first)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)(first + i))
            {
                return false;
            }
        }
        return true;
    }

    [Test]
    public static void FillAndClearTouchOnlyTheirPart()
    {
        byte[] bytes = new byte[Longest + 2];
        for (int length = 0; length <= Longest; length++)
        {
            bytes.AsSpan().Fill(1);
            bytes.AsSpan(1, length).Clear();
            Check.Equal((byte)1, bytes[0]);
            Check.Equal((byte)1, bytes[length + 1]);
            Check.Equal(-1, bytes.AsSpan(1, length).IndexOfAnyExcept((byte)0));
        }
    }

    [Test]
    public static void IndexOfAtEveryPosition()
    {
        byte[] bytes = new byte[Longest];
        char[] chars = new char[Longest];
        int[] ints = new int[Longest];
        for (int position = 0; position < Longest; position++)
        {
            bytes[position] = 9;
            chars[position] = 'x';
            ints[position] = -5;
            Check.Equal(position, bytes.AsSpan().IndexOf((byte)9));
            Check.Equal(position, chars.AsSpan().IndexOf('x'));
            Check.Equal(position, ints.AsSpan().LastIndexOf(-5));
            Check.Equal(position, chars.AsSpan().IndexOfAny('a', 'x', 'b'));
            Check.That(bytes.AsSpan().Contains((byte)9));
            bytes[position] = 0;
            chars[position] = '\0';
            ints[position] = 0;
        }
        Check.Equal(-1, bytes.AsSpan().IndexOf((byte)9));
    }

    [Test]
    public static void ComparisonFindsTheFirstDifference()
    {
        byte[] first = new byte[Longest];
        byte[] second = new byte[Longest];
        Check.That(first.AsSpan().SequenceEqual(second));
        for (int position = 0; position < Longest; position++)
        {
            second[position] = 1;
            Check.That(!first.AsSpan().SequenceEqual(second));
            Check.Equal(position, first.AsSpan().CommonPrefixLength(second));
            Check.That(first.AsSpan().SequenceCompareTo(second) < 0);
            second[position] = 0;
        }
    }

    [Test]
    public static void SpansOfReferences()
    {
        string?[] texts = ["a", "b", "c", "d"];
        Span<string?> span = texts;
        span[1..3].CopyTo(span);
        Check.Sequence(["b", "c", "c", "d"], texts);
        span.Slice(2).Clear();
        Check.That(texts[3] is null);
        span.Fill("z");
        Check.Sequence(["z", "z", "z", "z"], texts);
        span.Reverse();
        Check.Throws<ArrayTypeMismatchException>(() => new Span<object>((object[])(object)new string[1]).Clear());
    }

    [Test]
    public static void StringsAsSpans()
    {
        ReadOnlySpan<char> text = "  key = value  ".AsSpan().Trim();
        int equals = text.IndexOf('=');
        Check.Equal("key", text[..equals].TrimEnd().ToString());
        Check.Equal("value", text[(equals + 1)..].TrimStart().ToString());
        Check.That(text.StartsWith("KEY", StringComparison.OrdinalIgnoreCase));
        Check.That("ab".AsSpan() is "ab");
    }

    [Test]
    public static void SplitWithoutAllocating()
    {
        int sum = 0;
        ReadOnlySpan<char> text = "10,20,,30";
        foreach (Range range in text.Split(','))
        {
            sum += text[range].IsEmpty ? 1000 : int.Parse(text[range]);
        }
        Check.Equal(1060, sum);
    }
}
