using System.Runtime.CompilerServices;
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

    /// <summary>Where the stack pointer stands while another thread runs.</summary>
    public ulong StackPointer;

    private static RuntimeThread* s_first;
    private RuntimeThread* _next;
    private RuntimeThread* _previous;

    /// <summary>One of all threads but the first one of all; null when there is no other.</summary>
    public static RuntimeThread* First => s_first;

    /// <summary>The thread behind this one in the list that begins with <see cref="First"/>.</summary>
    public readonly RuntimeThread* Next => _next;

    /// <summary>The thread that runs on this CPU.</summary>
    public static RuntimeThread* Current => Native.GetCurrentThread();

    /// <summary>Adds the thread to the list: from now on the collector looks at its stack.</summary>
    public void Link()
    {
        RuntimeThread* self = (RuntimeThread*)Unsafe.AsPointer(ref this);
        _next = s_first;
        _previous = null;
        if (s_first != null)
        {
            s_first->_previous = self;
        }

        s_first = self;
    }

    /// <summary>Takes the thread out of the list.</summary>
    public readonly void Unlink()
    {
        if (_next != null)
        {
            _next->_previous = _previous;
        }

        if (_previous != null)
        {
            _previous->_next = _next;
        }
        else
        {
            s_first = _next;
        }
    }
}
