using System;
using System.Numerics;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// The C library's allocator, which <see cref="NativeMemory"/> and CoreLib's type loader use: blocks of powers of two,
/// kept in a free list each and never given back. Small and rarely used; objects live in the collected heap.
/// </summary>
internal static unsafe class NativeHeap
{
    /// <summary>Also the alignment of what malloc returns (C11: any fundamental type).</summary>
    private const nuint HeaderSize = 16;

    private const int SmallestClass = 5;
    private const int ClassCount = 48;

    private static FreeLists s_free;

    [System.Runtime.CompilerServices.InlineArray(ClassCount)]
    private struct FreeLists
    {
        private nint _first;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public nuint Class;
        public Header* Next;
    }

    [RuntimeExport("malloc")]
    internal static void* Allocate(nuint size)
    {
        if (size > ((nuint)1 << (ClassCount - 1)) - HeaderSize)
        {
            return null;
        }

        int sizeClass = Math.Max(SmallestClass, BitOperations.Log2(size + HeaderSize - 1) + 1);
        Header* block = (Header*)s_free[sizeClass];
        if (block != null)
        {
            s_free[sizeClass] = (nint)block->Next;
        }
        else
        {
            block = (Header*)RuntimeMemory.Allocate((nuint)1 << sizeClass);
            if (block == null)
            {
                return null;
            }

            block->Class = (nuint)sizeClass;
        }

        return (byte*)block + HeaderSize;
    }

    [RuntimeExport("calloc")]
    private static void* AllocateZeroed(nuint count, nuint size)
    {
        nuint total = Math.BigMul((ulong)count, size, out ulong low) != 0 ? nuint.MaxValue : (nuint)low;
        void* block = Allocate(total);
        if (block != null)
        {
            NativeMemory.Clear(block, total);
        }

        return block;
    }

    [RuntimeExport("free")]
    internal static void Free(void* block)
    {
        if (block == null)
        {
            return;
        }

        Header* header = (Header*)((byte*)block - HeaderSize);
        header->Next = (Header*)s_free[(int)header->Class];
        s_free[(int)header->Class] = (nint)header;
    }

    [RuntimeExport("realloc")]
    private static void* Reallocate(void* block, nuint size)
    {
        if (block == null)
        {
            return Allocate(size);
        }

        nuint capacity = Capacity(block);
        if (size <= capacity)
        {
            return block;
        }

        void* moved = Allocate(size);
        if (moved != null)
        {
            NativeMemory.Copy(block, moved, capacity);
            Free(block);
        }

        return moved;
    }

    // An aligned block lies inside an ordinary one, whose address stands before it.

    [RuntimeExport("_aligned_malloc")]
    private static void* AllocateAligned(nuint size, nuint alignment)
    {
        if (!BitOperations.IsPow2(alignment) || size + alignment + (nuint)sizeof(void*) < size)
        {
            return null;
        }

        void* block = Allocate(size + alignment + (nuint)sizeof(void*));
        if (block == null)
        {
            return null;
        }

        nuint aligned = ((nuint)block + (nuint)sizeof(void*) + alignment - 1) & ~(alignment - 1);
        ((void**)aligned)[-1] = block;
        return (void*)aligned;
    }

    [RuntimeExport("_aligned_free")]
    private static void FreeAligned(void* block)
    {
        if (block != null)
        {
            Free(((void**)block)[-1]);
        }
    }

    [RuntimeExport("_aligned_realloc")]
    private static void* ReallocateAligned(void* block, nuint size, nuint alignment)
    {
        void* moved = AllocateAligned(size, alignment);
        if (moved != null && block != null)
        {
            void* outer = ((void**)block)[-1];
            nuint usable = Capacity(outer) - (nuint)((byte*)block - (byte*)outer);
            NativeMemory.Copy(block, moved, Math.Min(usable, size));
            Free(outer);
        }

        return moved;
    }

    private static nuint Capacity(void* block) =>
        ((nuint)1 << (int)((Header*)((byte*)block - HeaderSize))->Class) - HeaderSize;
}
