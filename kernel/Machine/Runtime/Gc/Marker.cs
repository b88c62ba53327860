using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// Marks what is reachable. The stack of objects to scan has a fixed size. When it is full, the object is marked all
/// the same and its unit goes on a list; all marked objects of a listed unit are scanned (again) once the stack is
/// empty. So neither recursion nor memory depends on the shape of the graph.
/// </summary>
internal static unsafe class Marker
{
    private const int StackEntries = 4096;
    private const int BitsPerWord = 64;

    private static byte** s_stack;
    private static int s_depth;
    private static UnitHeader* s_rescan;
    private static nuint s_heapBase;
    private static nuint s_heapBytes;

    /// <summary>Bytes that <see cref="Initialize"/> takes.</summary>
    internal static nuint TableBytes => StackEntries * (nuint)sizeof(byte*);

    /// <summary>Takes the memory of the mark stack over.</summary>
    internal static void Initialize(byte* memory) => s_stack = (byte**)memory;

    /// <summary>Starts a collection.</summary>
    internal static void Begin()
    {
        s_depth = 0;
        s_rescan = null;
        s_heapBase = (nuint)UnitTable.HeapBase;
        s_heapBytes = (nuint)UnitTable.Top << HeapGeometry.UnitShift;
    }

    /// <summary>Marks the object that a slot refers to.</summary>
    internal static void MarkSlot(void** slot) => Mark((byte*)*slot);

    /// <summary>
    /// Marks an object and puts it on the stack if it has references. Null and objects outside the heap
    /// (frozen ones) are passed over.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Mark(byte* instance)
    {
        if ((nuint)instance - s_heapBase < s_heapBytes)
            MarkInHeap(instance);
    }

    /// <summary>Whether an object is known to live; null and objects outside the heap always do.</summary>
    internal static bool IsMarked(void* instance)
    {
        if ((nuint)instance - s_heapBase >= s_heapBytes)
            return true;
        UnitHeader* unit = UnitHeader.Of(instance);
        if (unit->Kind == UnitHeader.LargeKind)
            return ((LargeHeader*)unit)->Marked != 0;
        BlockHeader* block = (BlockHeader*)unit;
        return BlockHeader.IsMarked(block, BlockHeader.IndexOf(block, instance));
    }

    /// <summary>Scans until nothing is left to scan.</summary>
    internal static void Drain()
    {
        while (true)
        {
            DrainStack();
            UnitHeader* unit = s_rescan;
            if (unit == null)
                return;
            s_rescan = unit->NextRescan;
            unit->OnRescanList = 0;
            if (unit->Kind == UnitHeader.LargeKind)
                ScanIfPointers(LargeHeader.ObjectOf((LargeHeader*)unit));
            else
                ScanMarked((BlockHeader*)unit);
        }
    }

    /// <summary>Marks what an object refers to, by the GCDesc of its type.</summary>
    internal static void ScanReferences(byte* instance, MethodTable* type)
    {
        nint count = GcDescSeries.CountOf(type);
        if (count > 0)
        {
            nuint size = type->SizeOf(instance);
            GcDescSeries* series = GcDescSeries.FirstOf(type);
            GcDescSeries* end = series - count;
            for (; series > end; series--)
            {
                byte** slot = (byte**)(instance + series->StartOffset);
                byte** slotEnd = (byte**)((byte*)slot + series->SizeLessObject + (nint)size);
                for (; slot < slotEnd; slot++)
                    Mark(*slot);
            }
        }
        else if (count < 0)
        {
            ScanElements(instance, type, count);
        }
    }

    private static void ScanElements(byte* instance, MethodTable* type, nint count)
    {
        byte* slot = instance + GcDescRepeat.StartOffsetOf(type);
        // The size counts the header word, which lies before the object pointer.
        byte* end = instance + type->SizeOf(instance) - HeapGeometry.ObjectOffset;
        GcDescRepeat* first = GcDescRepeat.FirstOf(type);
        while (slot < end)
        {
            for (nint item = 0; item > count; item--)
            {
                byte* runEnd = slot + first[item].Pointers * (nuint)sizeof(byte*);
                for (; slot < runEnd; slot += sizeof(byte*))
                    Mark(*(byte**)slot);
                slot += first[item].Skip;
            }
        }
    }

    private static void MarkInHeap(byte* instance)
    {
        UnitHeader* unit = UnitHeader.Of(instance);
        if (unit->Kind == UnitHeader.BlockKind)
        {
            BlockHeader* block = (BlockHeader*)unit;
            if (!BlockHeader.TryMark(block, BlockHeader.IndexOf(block, instance)))
                return;
        }
        else
        {
            LargeHeader* large = (LargeHeader*)unit;
            if (large->Marked != 0)
                return;
            large->Marked = 1;
        }
        if ((*(MethodTable**)instance)->ContainsPointers)
            Push(instance, unit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Push(byte* instance, UnitHeader* unit)
    {
        if (s_depth < StackEntries)
        {
            s_stack[s_depth++] = instance;
            return;
        }
        DeferScan(unit);
    }

    private static void DeferScan(UnitHeader* unit)
    {
        GcStatistics.MarkStackOverflows++;
        if (unit->OnRescanList != 0)
            return;
        unit->OnRescanList = 1;
        unit->NextRescan = s_rescan;
        s_rescan = unit;
    }

    private static void DrainStack()
    {
        while (s_depth > 0)
        {
            byte* instance = s_stack[--s_depth];
            ScanReferences(instance, *(MethodTable**)instance);
        }
    }

    private static void ScanIfPointers(byte* instance)
    {
        MethodTable* type = *(MethodTable**)instance;
        if (type->ContainsPointers)
            ScanReferences(instance, type);
    }

    private static void ScanMarked(BlockHeader* block)
    {
        for (int word = 0; word < BlockHeader.BitmapWords; word++)
        {
            ulong bits = block->Marks[word];
            while (bits != 0)
            {
                uint index = (uint)(word * BitsPerWord + BitOperations.TrailingZeroCount(bits));
                bits &= bits - 1;
                ScanIfPointers(BlockHeader.Cell(block, index) + HeapGeometry.ObjectOffset);
                // Before the next object, so that the stack has room for what that one refers to.
                DrainStack();
            }
        }
    }
}
