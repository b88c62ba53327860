using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime;

internal static unsafe class BringUp
{
    static byte* s_page = (byte*)0;
    internal static void* Pages(nuint n)
    {
        if (s_page == null) s_page = (byte*)0xffff888000000000 + 16 * 1024 * 1024;
        var p = s_page; s_page += n * 4096;
        for (nuint i = 0; i < n * 512; i++) ((ulong*)p)[i] = 0;
        return p;
    }
    static byte* s_heap, s_heapEnd;
    static byte* Alloc(nuint size)
    {
        size = (size + 15) & ~(nuint)15;
        if ((nuint)(s_heapEnd - s_heap) < size) { nuint pages = (size + 0x100000) / 4096; s_heap = (byte*)Pages(pages) + 8; s_heapEnd = s_heap + pages * 4096 - 8; }
        var r = s_heap; s_heap += size; return r;
    }
    [RuntimeExport("RhpNewFast")] static byte* NewFast(byte* mt) { var p = Alloc(*(uint*)(mt + 4)); *(byte**)p = mt; return p; }
    [RuntimeExport("RhpNewFinalizable")] static byte* NewFin(byte* mt) => NewFast(mt);
    [RuntimeExport("RhpNewArrayFast")] static byte* NewArr(byte* mt, int n) { var p = Alloc(*(uint*)(mt + 4) + (nuint)(*(ushort*)mt) * (nuint)(uint)n); *(byte**)p = mt; *(int*)(p + 8) = n; return p; }
    [RuntimeExport("RhpNewPtrArrayFast")] static byte* NewPtrArr(byte* mt, int n) => NewArr(mt, n);
    [RuntimeExport("RhNewString")] static byte* NewStr(byte* mt, nint n) => NewArr(mt, (int)n);
    [RuntimeExport("RhAllocateNewArray")] static void AllocArr(byte* mt, uint n, uint flags, byte** result) => *result = NewArr(mt, (int)n);
    [RuntimeExport("RhAllocateNewObject")] static void AllocObj(byte* mt, uint flags, byte** result) => *result = NewFast(mt);
    [RuntimeExport("RhpHandleAlloc")] static byte** HandleAlloc(byte* o, int t) { var p = (byte**)RuntimeMemory.Allocate(16); *p = o; return p; }
    [RuntimeExport("RhRegisterFrozenSegment")] static nint Frozen(void* p, nuint a, nuint b, nuint c) => 1;
    [RuntimeExport("RhHandleSet")] static void HandleSet(byte** h, byte* o) => *h = o;
    [RuntimeExport("RhHandleFree")] static void HandleFree(byte** h) { *h = null; }
    [RuntimeExport("RhGetGcCollectionCount")] static nint RhGetGcCollectionCount() { Serial("RhGetGcCollectionCount"); return 0; }
    [RuntimeExport("RhGetMaxGcGeneration")] static nint RhGetMaxGcGeneration() { Serial("RhGetMaxGcGeneration"); return 0; }
    [RuntimeExport("RhGetMemoryInfo")] static nint RhGetMemoryInfo() { Serial("RhGetMemoryInfo"); return 0; }
    [RuntimeExport("RhHandleGetDependent")] static nint RhHandleGetDependent() { Serial("RhHandleGetDependent"); return 0; }
    [RuntimeExport("RhReRegisterForFinalize")] static nint RhReRegisterForFinalize() { Serial("RhReRegisterForFinalize"); return 0; }
    [RuntimeExport("RhSuppressFinalize")] static nint RhSuppressFinalize() { Serial("RhSuppressFinalize"); return 0; }
    [RuntimeExport("RhUpdateFrozenSegment")] static nint RhUpdateFrozenSegment() { Serial("RhUpdateFrozenSegment"); return 0; }
    [RuntimeExport("RhpCollect")] static nint RhpCollect() { Serial("RhpCollect"); return 0; }
    [RuntimeExport("RhpGetGcTotalMemory")] static nint RhpGetGcTotalMemory() { Serial("RhpGetGcTotalMemory"); return 0; }
    [RuntimeExport("RhpGetNextFinalizableObject")] static nint RhpGetNextFinalizableObject() { Serial("RhpGetNextFinalizableObject"); return 0; }
    [RuntimeExport("RhpHandleAllocDependent")] static byte** RhpHandleAllocDependent(byte* a, byte* b) { var p = (byte**)RuntimeMemory.Allocate(16); p[0] = a; p[1] = b; return p; }
    static void Serial(string x) => Diagnostics.Serial.Write(x);
}
