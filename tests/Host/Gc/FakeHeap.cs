using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Host.Tests.Gc;

/// <summary>A heap over native memory with types made by hand and roots that the test sets.</summary>
internal sealed unsafe class FakeHeap : IDisposable
{
    internal const int RootCount = 64;
    internal const nuint PlentyOfPages = 64 * 1024;
    private const uint HasComponentSize = 0x8000_0000;
    private const uint HasPointers = 0x0100_0000;
    private const uint HasFinalizer = 0x0010_0000;
    private const int Word = 8;
    private const int WordRoots = 1024;

    private readonly List<nint> _native = [];

    internal FakeHeap(nuint pages = PlentyOfPages)
    {
        GcNative.Reset();
        GcPlatform.Reset(pages);
        Roots = (byte**)AllocateNative(RootCount * Word);
        Words = (byte**)AllocateNative(WordRoots * Word);
        GcPlatform.Slots = (void**)Roots;
        GcPlatform.SlotCount = RootCount;
        GcPlatform.WordsLow = (byte*)Words;
        GcPlatform.WordsHigh = (byte*)(Words + WordRoots);
        ResetStatistics();
        if (!GcHeap.Initialize())
            throw new InvalidOperationException("the heap did not start");
        GcStress.Enable(0);
    }

    /// <summary>Exact roots.</summary>
    internal byte** Roots { get; }

    /// <summary>Conservative roots.</summary>
    internal byte** Words { get; }

    /// <summary>A class of <paramref name="fields"/> words with references at some of them.</summary>
    internal MethodTable* Class(int fields, params int[] references)
    {
        var series = new List<(int Offset, int Count)>();
        foreach (int reference in references)
        {
            if (series.Count > 0 && series[^1].Offset + series[^1].Count == reference)
                series[^1] = (series[^1].Offset, series[^1].Count + 1);
            else
                series.Add((reference, 1));
        }
        uint baseSize = (uint)(2 + Math.Max(fields, 1)) * Word;
        MethodTable* type = NewType(2 * series.Count + 1);
        type->Flags = references.Length > 0 ? HasPointers : 0;
        type->BaseSize = baseSize;
        nint* before = (nint*)type;
        if (series.Count > 0)
            *--before = series.Count;
        foreach ((int offset, int count) in series)
        {
            *--before = Word + offset * Word;
            *--before = count * Word - (nint)baseSize;
        }
        return type;
    }

    /// <summary>The same with a finalizer.</summary>
    internal MethodTable* FinalizableClass(int fields, params int[] references)
    {
        MethodTable* type = Class(fields, references);
        type->Flags |= HasFinalizer;
        return type;
    }

    /// <summary>An array of elements without references.</summary>
    internal MethodTable* PlainArray(uint componentSize, uint baseSize = 3 * Word)
    {
        MethodTable* type = NewType(0);
        type->Flags = HasComponentSize | componentSize;
        type->BaseSize = baseSize;
        return type;
    }

    /// <summary>An array of references.</summary>
    internal MethodTable* ReferenceArray()
    {
        MethodTable* type = NewType(3);
        type->Flags = HasComponentSize | HasPointers | Word;
        type->BaseSize = 3 * Word;
        nint* before = (nint*)type;
        before[-1] = 1;
        before[-2] = 2 * Word;
        before[-3] = -3 * Word;
        return type;
    }

    /// <summary>An array of structs, one flag a word: whether it is a reference.</summary>
    internal MethodTable* StructArray(params bool[] map)
    {
        var items = new List<(uint Pointers, uint Skip)>();
        int first = Array.IndexOf(map, true);
        int at = first;
        while (at < map.Length)
        {
            uint pointers = 0;
            for (; at < map.Length && map[at]; at++)
                pointers++;
            uint skip = 0;
            for (; at < map.Length && !map[at]; at++)
                skip++;
            if (at == map.Length)
                skip += (uint)first;
            items.Add((pointers, skip * Word));
        }
        MethodTable* type = NewType(2 + items.Count);
        type->Flags = HasComponentSize | HasPointers | (uint)(map.Length * Word);
        type->BaseSize = 3 * Word;
        nint* before = (nint*)type;
        before[-1] = -items.Count;
        before[-2] = 2 * Word + first * Word;
        for (int item = 0; item < items.Count; item++)
            before[-3 - item] = (nint)(items[item].Pointers | (ulong)items[item].Skip << 32);
        return type;
    }

    internal byte* New(MethodTable* type, uint length = 0) => (byte*)GcHeap.Allocate(type, length);

    /// <summary>The n-th word behind the MethodTable.</summary>
    internal static byte** Field(byte* instance, int index) => (byte**)(instance + Word) + index;

    /// <summary>Whether the memory of an object still holds one, by the marks of the last collection.</summary>
    internal static bool IsAlive(byte* instance) => Marker.IsMarked(instance);

    internal void* AllocateNative(nuint bytes)
    {
        void* memory = NativeMemory.AllocZeroed(bytes);
        _native.Add((nint)memory);
        return memory;
    }

    public void Dispose()
    {
        foreach (nint memory in _native)
            NativeMemory.Free((void*)memory);
        if (!GcPlatform.InterruptsAreEnabled)
            throw new InvalidOperationException("interrupts were left disabled");
    }

    private static void ResetStatistics()
    {
        GcStatistics.Collections = 0;
        GcStatistics.LiveBytes = 0;
        GcStatistics.LiveObjects = 0;
        GcStatistics.MappedBytes = 0;
        GcStatistics.PeakMappedBytes = 0;
        GcStatistics.Blocks = 0;
        GcStatistics.LargeObjects = 0;
        GcStatistics.FailedAllocations = 0;
        GcStatistics.MarkStackOverflows = 0;
        GcStatistics.ClosedRunBytes = 0;
    }

    private MethodTable* NewType(int wordsBefore) =>
        (MethodTable*)((nint*)AllocateNative((nuint)(wordsBefore + 4) * Word) + wordsBefore + 1);
}
