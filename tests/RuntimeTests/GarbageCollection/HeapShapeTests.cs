using System;
using System.Collections.Generic;

namespace Lodestar.RuntimeTests;

/// <summary>Where references lie inside objects: every layout that the collector's descriptions of types have to get right.</summary>
public static class HeapShapeTests
{
    private const int Count = 100;

    private struct Mixed
    {
        public int Number;
        public string Text;
        public long Wide;
        public object Boxed;
        public byte Small;
    }

    private struct Nested
    {
        public Guid Guid;
        public Mixed Inner;
        public (string Left, int Middle, string Right) Tuple;
    }

    private class Scattered
    {
        public string A = "";
        public int B;
        public Mixed C;
        public double D;
        public string E = "";
        public Nested F;
        public byte G;
    }

    private sealed class ScatteredFurther : Scattered
    {
        public int H;
        public string I = "";
        public Mixed? J;
    }

    private sealed class Generic<T>
    {
        public int Before;
        public T Value = default!;
        public string After = "";
    }

    private static Mixed MakeMixed(int i) =>
        new() { Number = i, Text = "t" + i.ToString(), Wide = i * 3L, Boxed = i + 1, Small = (byte)i };

    private static Nested MakeNested(int i) =>
        new() { Guid = new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Inner = MakeMixed(i), Tuple = ("l" + i.ToString(), i, "r" + i.ToString()) };

    private static void CheckMixed(int i, in Mixed mixed)
    {
        Check.Equal(i, mixed.Number);
        Check.Equal("t" + i.ToString(), mixed.Text);
        Check.Equal(i * 3L, mixed.Wide);
        Check.Equal(i + 1, (int)mixed.Boxed);
        Check.Equal((byte)i, mixed.Small);
    }

    private static void CheckNested(int i, in Nested nested)
    {
        Check.Equal(new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), nested.Guid);
        CheckMixed(i, nested.Inner);
        Check.Equal("l" + i.ToString(), nested.Tuple.Left);
        Check.Equal("r" + i.ToString(), nested.Tuple.Right);
    }

    [Test]
    public static void ClassesWithScatteredReferences()
    {
        Scattered[] items = new Scattered[Count];
        for (int i = 0; i < Count; i++)
        {
            items[i] = i % 2 == 0
                ? new Scattered()
                : new ScatteredFurther { H = i, I = "i" + i.ToString(), J = MakeMixed(i) };
            items[i].A = "a" + i.ToString();
            items[i].B = i;
            items[i].C = MakeMixed(i);
            items[i].D = i;
            items[i].E = "e" + i.ToString();
            items[i].F = MakeNested(i);
            items[i].G = (byte)i;
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            Check.Equal("a" + i.ToString(), items[i].A);
            CheckMixed(i, items[i].C);
            Check.Equal("e" + i.ToString(), items[i].E);
            CheckNested(i, items[i].F);
            if (items[i] is ScatteredFurther further)
            {
                Check.Equal("i" + i.ToString(), further.I);
                CheckMixed(i, further.J!.Value);
            }
        }
    }

    [Test]
    public static void ArraysOfStructsWithReferences()
    {
        Mixed[] mixed = new Mixed[Count];
        Nested[] nested = new Nested[Count];
        for (int i = 0; i < Count; i++)
        {
            mixed[i] = MakeMixed(i);
            nested[i] = MakeNested(i);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            CheckMixed(i, mixed[i]);
            CheckNested(i, nested[i]);
        }
    }

    [Test]
    public static void LargeArrayOfStructsWithReferences()
    {
        Mixed[] mixed = new Mixed[4000];
        for (int i = 0; i < mixed.Length; i++)
        {
            mixed[i] = MakeMixed(i);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < mixed.Length; i += 17)
        {
            CheckMixed(i, mixed[i]);
        }
    }

    [Test]
    public static void GenericInstantiations()
    {
        List<object> items = [];
        for (int i = 0; i < Count; i++)
        {
            string text = i.ToString();
            items.Add(new Generic<int> { Before = i, Value = i, After = text });
            items.Add(new Generic<string> { Before = i, Value = text, After = text });
            items.Add(new Generic<Mixed> { Before = i, Value = MakeMixed(i), After = text });
            items.Add(new Generic<Mixed[]> { Before = i, Value = [MakeMixed(i)], After = text });
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            string text = i.ToString();
            Check.Equal(text, ((Generic<int>)items[4 * i]).After);
            Check.Equal(text, ((Generic<string>)items[4 * i + 1]).Value);
            CheckMixed(i, ((Generic<Mixed>)items[4 * i + 2]).Value);
            CheckMixed(i, ((Generic<Mixed[]>)items[4 * i + 3]).Value[0]);
            Check.Equal(text, ((Generic<Mixed[]>)items[4 * i + 3]).After);
        }
    }

    [Test]
    public static void BoxedStructsWithReferences()
    {
        object[] boxes = new object[Count];
        for (int i = 0; i < Count; i++)
        {
            boxes[i] = (i & 1) == 0 ? MakeNested(i) : (Mixed?)MakeMixed(i);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            if (boxes[i] is Nested nested)
            {
                CheckNested(i, nested);
            }
            else
            {
                CheckMixed(i, (Mixed)boxes[i]);
            }
        }
    }

    [Test]
    public static void DictionariesOfStructs()
    {
        Dictionary<string, Nested> map = [];
        for (int i = 0; i < Count; i++)
        {
            map["k" + i.ToString()] = MakeNested(i);
        }
        Garbage.CollectAndOverwrite();
        for (int i = 0; i < Count; i++)
        {
            CheckNested(i, map["k" + i.ToString()]);
        }
    }

    [Test]
    public static void ArraysWithoutReferencesMayHoldAnyBits()
    {
        long[] bits = new long[2000];
        Random random = new(5);
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = random.NextInt64(long.MinValue, long.MaxValue);
        }
        long[] copy = (long[])bits.Clone();
        Garbage.CollectAndOverwrite();
        Check.That(bits.AsSpan().SequenceEqual(copy));
    }

    [Test]
    public static void MutationBetweenCollections()
    {
        List<List<string>> lists = [];
        Random random = new(7);
        for (int step = 0; step < 3000; step++)
        {
            if (lists.Count < 20 || random.Next(10) == 0)
            {
                lists.Add([]);
            }
            lists[random.Next(lists.Count)].Add("s" + step.ToString());
            if (random.Next(5) == 0)
            {
                lists[random.Next(lists.Count)] = ["fresh"];
            }
            if (step % 1000 == 0)
            {
                Garbage.CollectAndOverwrite();
            }
        }
        foreach (List<string> list in lists)
        {
            foreach (string text in list)
            {
                Check.That(text == "fresh" || (text[0] == 's' && int.TryParse(text.AsSpan(1), out int step) && step < 3000));
            }
        }
    }
}
