using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Indices from the end, ranges and collection expressions.</summary>
public static class RangeTests
{
    [Test]
    public static void IndicesFromTheEnd()
    {
        int[] numbers = [1, 2, 3, 4];
        Check.Equal(4, numbers[^1]);
        Check.Equal(1, numbers[^4]);
        Check.Equal('c', "abc"[^1]);
        Check.Equal(3, new List<int>(numbers)[^2]);
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(numbers[Opaque.Value(^5)]));
        Check.Throws<IndexOutOfRangeException>(() => Opaque.Value(numbers[Opaque.Value(^0)]));
    }

    [Test]
    public static void RangesOfArraysCopy()
    {
        int[] numbers = [1, 2, 3, 4, 5];
        int[] middle = numbers[1..^1];
        Check.Sequence([2, 3, 4], middle);
        middle[0] = 0;
        Check.Equal(2, numbers[1]);
        Check.Sequence([4, 5], numbers[3..]);
        Check.Sequence([1, 2], numbers[..2]);
        Check.Equal(0, numbers[5..].Length);
        Check.Throws<ArgumentOutOfRangeException>(() => Opaque.Value(numbers[Opaque.Value(4)..Opaque.Value(6)]));
    }

    [Test]
    public static void RangesOfStrings()
    {
        string text = Opaque.Value("lodestar");
        Check.Equal("lode", text[..4]);
        Check.Equal("star", text[^4..]);
        Check.Equal("des", text[2..5]);
        Check.Equal("", text[8..]);
    }

    [Test]
    public static void RangesAsValues()
    {
        Range range = Opaque.Value(1..^2);
        (int offset, int length) = range.GetOffsetAndLength(10);
        Check.Equal(1, offset);
        Check.Equal(7, length);
        Check.Equal("1..^2", range.ToString());
        Check.Equal(7, Opaque.Value(new Index(3, fromEnd: true)).GetOffset(10));
    }

    [Test]
    public static void CollectionExpressionsSpread()
    {
        int[] first = [1, 2];
        List<int> second = [5, .. first, 6];
        Check.Sequence([5, 1, 2, 6], second);
        HashSet<int> set = [.. second, 1, 1];
        Check.Equal(4, set.Count);
        ReadOnlySpan<int> span = [.. first, .. first];
        Check.Equal(4, span.Length);
        IEnumerable<string> texts = ["x", "y"];
        Check.Sequence(["x", "y"], texts);
    }
}
