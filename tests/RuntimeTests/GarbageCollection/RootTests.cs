using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Everything that can be the only thing which holds an object: locals, registers, arguments, statics, interior pointers.</summary>
public static class RootTests
{
    private static string? s_text;
    private static readonly List<string> s_list = [];
    private static (int Number, string? Text) s_pair;

    private sealed class Item
    {
        public int Before = 1;
        public int Number;
        public string Text = "";
    }

    private ref struct Window(Span<byte> bytes, ref int number)
    {
        public Span<byte> Bytes = bytes;
        public ref int Number = ref number;
    }

    private struct Pair
    {
        public string First;
        public string Second;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Fresh(char letter) => new(letter, 6);

    [Test]
    public static void LocalVariables()
    {
        string a = Fresh('a'), b = Fresh('b'), c = Fresh('c'), d = Fresh('d'), e = Fresh('e');
        string f = Fresh('f'), g = Fresh('g'), h = Fresh('h'), i = Fresh('i'), j = Fresh('j');
        Garbage.CollectAndOverwrite();
        Check.Equal("aaaaaabbbbbbccccccddddddeeeeee", a + b + c + d + e);
        Check.Equal("ffffffgggggghhhhhhiiiiiijjjjjj", f + g + h + i + j);
    }

    [Test]
    public static void ArgumentsOfCallers()
    {
        Check.Equal("222222111111000000", Recurse(2, Fresh('2')));
        [MethodImpl(MethodImplOptions.NoInlining)]
        static string Recurse(int depth, string text)
        {
            if (depth == 0)
            {
                Garbage.CollectAndOverwrite();
                return text;
            }
            return text + Recurse(depth - 1, Fresh((char)('0' + depth - 1)));
        }
    }

    [Test]
    public static void DeepStacks()
    {
        Check.Equal(200 * 6, Recurse(200));
        [MethodImpl(MethodImplOptions.NoInlining)]
        static int Recurse(int depth)
        {
            if (depth == 0)
            {
                Garbage.CollectAndOverwrite();
                return 0;
            }
            string text = Fresh('d');
            int below = Recurse(depth - 1);
            Check.Equal("dddddd", text);
            return below + text.Length;
        }
    }

    [Test]
    public static void StaticFields()
    {
        s_text = Fresh('s');
        s_pair = (5, Fresh('p'));
        s_list.Add(Fresh('l'));
        Garbage.CollectAndOverwrite();
        Check.Equal("ssssss", s_text);
        Check.Equal("pppppp", s_pair.Text);
        Check.Equal("llllll", s_list[0]);
        s_text = null;
        s_pair = default;
        s_list.Clear();
    }

    [Test]
    public static void TemporariesOfAnExpression()
    {
        string result = Fresh('x') + CollectAndReturn(Fresh('y')) + Fresh('z');
        Check.Equal("xxxxxxyyyyyyzzzzzz", result);
        Check.Equal("1-2-3", string.Concat(Fresh('1').AsSpan(0, 1), CollectAndReturn("-2-"), Fresh('3').AsSpan(5)));
        static string CollectAndReturn(string text)
        {
            Garbage.CollectAndOverwrite();
            return text;
        }
    }

    [Test]
    public static void SpanIntoAnArray()
    {
        for (int start = 0; start < 2000; start += 333)
        {
            Span<byte> span = Middle(start);
            Garbage.CollectAndOverwrite();
            Check.Equal(-1, span.IndexOfAnyExcept((byte)0x5A));
        }
        [MethodImpl(MethodImplOptions.NoInlining)]
        static Span<byte> Middle(int start)
        {
            byte[] bytes = new byte[2100];
            bytes.AsSpan().Fill(0x5A);
            return bytes.AsSpan(start, 50);
        }
    }

    [Test]
    public static void SpanIntoALargeArray()
    {
        Span<byte> span = End();
        Garbage.CollectAndOverwrite();
        Check.Equal(-1, span.IndexOfAnyExcept((byte)0x3C));
        [MethodImpl(MethodImplOptions.NoInlining)]
        static Span<byte> End()
        {
            byte[] bytes = new byte[300_000];
            bytes.AsSpan().Fill(0x3C);
            return bytes.AsSpan(299_000);
        }
    }

    [Test]
    public static void EmptySpanAtTheEndOfAnArray()
    {
        ReadOnlySpan<int> span = End();
        Garbage.CollectAndOverwrite();
        Check.Equal(0, span.Length);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static ReadOnlySpan<int> End() => new int[8].AsSpan(8);
    }

    [Test]
    public static void ReferenceToAField()
    {
        ref int number = ref FieldOf(41);
        Garbage.CollectAndOverwrite();
        Check.Equal(41, number);
        number++;
        Check.Equal(42, number);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static ref int FieldOf(int value) => ref Opaque.Value(new Item { Number = value }).Number;
    }

    [Test]
    public static void ReferenceToAnElementKeepsItsReferencesToo()
    {
        ref Pair pair = ref Element();
        Garbage.CollectAndOverwrite();
        Check.Equal("qqqqqq", pair.First);
        Check.Equal("rrrrrr", pair.Second);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static ref Pair Element()
        {
            Pair[] pairs = new Pair[10];
            pairs[7] = new Pair { First = Fresh('q'), Second = Fresh('r') };
            return ref pairs[7];
        }
    }

    [Test]
    public static void RefStructOnTheStack()
    {
        Window window = Make();
        Garbage.CollectAndOverwrite();
        Check.Equal((byte)9, window.Bytes[3]);
        Check.Equal(17, window.Number);
        [MethodImpl(MethodImplOptions.NoInlining)]
        static Window Make() => new(new byte[] { 9, 9, 9, 9 }, ref new Item { Number = 17 }.Number);
    }

    [Test]
    public static void CharactersOfAString()
    {
        ReadOnlySpan<char> span = Fresh('w').AsSpan(2);
        Garbage.CollectAndOverwrite();
        Check.Equal("wwww", span.ToString());
    }

    [Test]
    public static void StructOfReferencesOnTheStack()
    {
        (string A, (string B, int C) D, string[] E) tuple = (Fresh('a'), (Fresh('b'), 3), [Fresh('c')]);
        Garbage.CollectAndOverwrite();
        Check.Equal("aaaaaabbbbbbcccccc", tuple.A + tuple.D.B + tuple.E[0]);
    }

    [Test]
    public static void CaughtExceptionAndItsFields()
    {
        try
        {
            throw new InvalidOperationException(Fresh('m'), new ArgumentException(Fresh('n')));
        }
        catch (InvalidOperationException e)
        {
            Garbage.CollectAndOverwrite();
            Check.Equal("mmmmmm", e.Message);
            Check.Equal("nnnnnn", e.InnerException!.Message);
        }
    }

    [Test]
    public static void OnlyAnotherObject()
    {
        Item[] items = new Item[100];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = new Item { Number = i, Text = i.ToString() };
        }
        Garbage.CollectAndOverwrite();
        foreach (Item item in items)
        {
            Check.Equal(item.Number.ToString(), item.Text);
            Check.Equal(1, item.Before);
        }
    }
}
