using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// What the managed runtime keeps for a kernel thread. Reached through the per-CPU area; <c>asm/percpu.inc</c> knows the
/// offset of the first field.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RuntimeThread
{
    /// <summary>Innermost exception in flight, an <c>ExInfo</c> on this thread's stack, or null.</summary>
    public byte* ExInfoHead;

    /// <summary>Slot of the managed <c>object[][]</c> that holds the thread's thread statics; a root of the collector.</summary>
    public void* ThreadStatics;

    /// <summary>Lowest mapped address of the stack.</summary>
    public byte* StackLow;

    /// <summary>First address above the stack.</summary>
    public byte* StackHigh;

    /// <summary>A number of its own for each thread, from 1.</summary>
    public ulong Id;

    /// <summary>The thread that runs on this CPU.</summary>
    public static RuntimeThread* Current => Native.GetCurrentThread();
}
