using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lodestar.Machine.Interrupts;
using Lodestar.Machine.Memory;
using Lodestar.Machine.Runtime;
using Lodestar.Machine.UserMode;

namespace Lodestar.Machine.Threads;

/// <summary>
/// What a thread has while others run, at the top of its kernel stack: this structure, and behind it its vector registers.
/// The stack that it works on begins right below.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ThreadArea
{
    private const int StackPages = 8;
    private const int MostFree = 16;
    private const ulong Alignment = 64;

    /// <summary>Registers that <c>SwitchStack</c> takes from the stack, and its return address.</summary>
    private const int SwitchWords = 7;

    private static ulong s_lastId;
    private static FreeStacks s_free;
    private static int s_freeCount;

    /// <summary>The runtime's part; the first field, because the per-CPU area points to it.</summary>
    public RuntimeThread Runtime;

    public UserSegments Segments;

    [InlineArray(MostFree)]
    private struct FreeStacks
    {
        private ulong _first;
    }

    /// <summary>The area that XSAVE uses.</summary>
    public readonly byte* VectorState
    {
        get
        {
            ulong end = (ulong)Unsafe.AsPointer(ref Unsafe.AsRef(in this)) + (ulong)sizeof(ThreadArea);
            return (byte*)((end + Alignment - 1) & ~(Alignment - 1));
        }
    }

    /// <summary>
    /// Makes a stack for a program's thread, which starts in <c>user_thread_start</c> once the program's frame is filled. Null when
    /// memory is out.
    /// </summary>
    public static ThreadArea* Allocate()
    {
        byte* top = TakeStack();
        if (top == null)
        {
            return null;
        }

        ulong size = (ulong)(sizeof(ThreadArea) + UserVectorState.AreaSize) + Alignment;
        ThreadArea* area = (ThreadArea*)(((ulong)top - size) & ~(Alignment - 1));
        *area = default;
        area->Runtime.StackLow = top - (StackPages * MemoryMap.PageSize);
        area->Runtime.StackHigh = (byte*)area;
        area->Runtime.Id = ++s_lastId + 1;
        area->Runtime.StackPointer = (ulong)StartFrame(area);
        area->Runtime.Link();
        return area;
    }

    /// <summary>Gives a thread's stack back.</summary>
    public static void Free(ThreadArea* area)
    {
        area->Runtime.Unlink();
        ulong top = (ulong)area->Runtime.StackLow + (StackPages * MemoryMap.PageSize);
        if (s_freeCount < MostFree)
        {
            s_free[s_freeCount++] = top;
        }
        else
        {
            KernelStacks.Free((byte*)top);
        }
    }

    /// <summary>Gives the stacks back that are kept for the next threads.</summary>
    public static void Trim()
    {
        while (s_freeCount > 0)
        {
            KernelStacks.Free((byte*)s_free[--s_freeCount]);
        }
    }

    private static byte* TakeStack()
    {
        // Asked first: who makes room may give back the stacks that are kept.
        if (s_freeCount == 0 && !FrameReserve.TryMakeRoom(StackPages))
        {
            return null;
        }

        return s_freeCount > 0 ? (byte*)s_free[--s_freeCount] : KernelStacks.Allocate(StackPages, StackOwner.Thread);
    }

    /// <summary>
    /// What SwitchStack finds: registers that nobody looks at, where it returns to, and what that returns to, below the
    /// program's frame.
    /// </summary>
    private static ulong* StartFrame(ThreadArea* area)
    {
        ulong* stack = (ulong*)((byte*)area - sizeof(InterruptFrame) - InterruptFrame.OffsetFromCall);
        *--stack = GetSyscallReturnSite();
        *--stack = GetUserThreadStart();
        stack -= SwitchWords - 1;
        for (int i = 0; i < SwitchWords - 1; i++)
        {
            stack[i] = 0;
        }

        return stack;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetUserThreadStart")]
    private static extern ulong GetUserThreadStart();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "GetSyscallReturnSite")]
    private static extern ulong GetSyscallReturnSite();
}
