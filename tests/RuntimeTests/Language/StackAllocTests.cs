using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.RuntimeTests;

/// <summary>Memory on the stack: <c>stackalloc</c>, inline arrays, references to locals, ref structs.</summary>
public static class StackAllocTests
{
    [InlineArray(10)]
    private struct TenTexts
    {
        private string? _first;
    }

    [InlineArray(8)]
    private struct EightNumbers
    {
        private int _first;
    }

    private ref struct Cursor(Span<int> items)
    {
        private readonly Span<int> _items = items;
        public ref int First = ref items[0];

        public readonly int Sum()
        {
            int sum = 0;
            foreach (int item in _items)
            {
                sum += item;
            }
            return sum;
        }
    }

    [Test]
    public static void ConstantLengthIsZeroed()
    {
        for (int i = 0; i < 3; i++)
        {
            Check.Equal(0, FillAndSum(Opaque.Value(0)));
            Check.Equal(64 * 3, FillAndSum(Opaque.Value(3)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FillAndSum(int value)
    {
        Span<int> numbers = stackalloc int[64];
        Check.Equal(-1, numbers.IndexOfAnyExcept(0));
        numbers.Fill(value);
        int sum = 0;
        foreach (int number in numbers)
        {
            sum += number;
        }
        return sum;
    }

    [Test]
    public static void VariableLength()
    {
        for (int length = 0; length < 3000; length += 137)
        {
            Check.Equal(length, OfLength(length));
        }
        [MethodImpl(MethodImplOptions.NoInlining)]
        static int OfLength(int length)
        {
            Span<byte> bytes = stackalloc byte[length];
            Check.Equal(-1, bytes.IndexOfAnyExcept((byte)0));
            bytes.Fill(0xFF);
            return bytes.Length;
        }
    }

    [Test]
    public static void LargerThanAPage()
    {
        Span<byte> bytes = stackalloc byte[6000];
        bytes[0] = 1;
        bytes[5999] = 2;
        Check.Equal(1 + 2, bytes[0] + bytes[^1]);
        Check.Equal(3, UsesTwoPages(Opaque.Value((byte)3)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int UsesTwoPages(byte value)
    {
        Span<byte> bytes = stackalloc byte[9000];
        bytes.Fill(value);
        return bytes[Opaque.Value(4500)];
    }

    [Test]
    public static void InitialisersAndReinterpretation()
    {
        Span<uint> words = stackalloc uint[] { 0x04030201, 0x08070605 };
        Span<byte> bytes = MemoryMarshal.AsBytes(words);
        Check.Equal(8, bytes.Length);
        Check.Equal((byte)7, bytes[6]);
        Check.Equal(0x0807060504030201UL, MemoryMarshal.Read<ulong>(bytes));
    }

    [Test]
    public static void InlineArrayOfReferencesOnTheStack()
    {
        TenTexts texts = default;
        for (int i = 0; i < 10; i++)
        {
            texts[i] = new string((char)('a' + i), 3);
        }
        Garbage.CollectAndOverwrite();
        Check.Equal("aaa", texts[0]);
        Check.Equal("jjj", texts[9]);
        Check.Throws<IndexOutOfRangeException>(() =>
        {
            TenTexts other = default;
            other[Opaque.Value(10)] = "";
        });
    }

    [Test]
    public static void InlineArrayInTheHeap()
    {
        EightNumbers[] rows = new EightNumbers[4];
        for (int i = 0; i < 32; i++)
        {
            rows[i / 8][i % 8] = i;
        }
        Span<int> last = rows[3];
        Check.Equal(31, last[7]);
        Check.Equal(28, rows[3][4]);
    }

    [Test]
    public static void RefStructsHoldReferences()
    {
        Span<int> numbers = [1, 2, 3];
        Cursor cursor = new(numbers);
        cursor.First = 10;
        Check.Equal(15, cursor.Sum());
        Check.Equal(10, numbers[0]);
    }

    [Test]
    public static void RefReturnsAndRefLocals()
    {
        int[] numbers = [3, 9, 4];
        ref int largest = ref Largest(numbers);
        largest = 0;
        Check.Sequence([3, 0, 4], numbers);
        ref int slot = ref numbers[0];
        slot = ref numbers[2];
        slot++;
        Check.Equal(5, numbers[2]);
        static ref int Largest(int[] items)
        {
            int best = 0;
            for (int i = 1; i < items.Length; i++)
            {
                best = items[i] > items[best] ? i : best;
            }
            return ref items[best];
        }
    }

    [Test]
    public static void ParamsSpans()
    {
        Check.Equal(6, Sum(1, 2, 3));
        Check.Equal(0, Sum());
        static int Sum(params ReadOnlySpan<int> items)
        {
            int sum = 0;
            foreach (int item in items)
            {
                sum += item;
            }
            return sum;
        }
    }
}
