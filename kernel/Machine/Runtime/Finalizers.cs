using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Machine.Runtime;

/// <summary>
/// Runs the finalizers of objects that the collector found dead. There is no finalizer thread: they run on the thread
/// that waits for them (<see cref="System.GC.WaitForPendingFinalizers"/>) and in the kernel's idle time.
/// </summary>
public static unsafe class Finalizers
{
    // Internal.Runtime.MethodTable: flags, and the optional fields behind vtable and interface map.
    private const uint HasDispatchMap = 0x40000;
    private const int VtableSlotCountOffset = 16;
    private const int InterfaceCountOffset = 18;

    private static bool s_running;

    /// <summary>
    /// Runs the finalizers that are due now. What comes up meanwhile is left for the next time: objects that register
    /// themselves again would never let it end. An exception in one is an unhandled exception, as everywhere in .NET.
    /// </summary>
    public static void RunPending()
    {
        if (s_running)
        {
            return;
        }

        s_running = true;
        for (nuint due = FinalizerQueue.ReadyCount; due > 0 && GetNextFinalizableObject() is { } dead; due--)
        {
            Run(dead);
        }

        s_running = false;
    }

    /// <summary>The filter runs before any frame is gone, and before a handler of the thread that waits is looked for.</summary>
    private static void Run(object dead)
    {
        try
        {
            ((delegate*<object, void>)FinalizerCode(dead))(dead);
        }
        catch (Exception exception) when (Stop(exception))
        {
        }
    }

    private static bool Stop(Exception exception)
    {
        RuntimeFailure.UnhandledException(exception.ToString());
        return false;
    }

    [RuntimeExport("RhWaitForPendingFinalizers")]
    private static void WaitForPendingFinalizers(int allowReentrantWait) => RunPending();

    private static void* FinalizerCode(object dead)
    {
        byte* type = *(byte**)Unsafe.As<object, nint>(ref dead);
        byte* field = type + CoreLibOffsets.OFFSETOF__MethodTable__m_VTable
            + (*(ushort*)(type + VtableSlotCountOffset) * sizeof(void*))
            + (*(ushort*)(type + InterfaceCountOffset) * sizeof(void*));

        // Relative pointers: type manager, writable data, [dispatch map], finalizer.
        field += 2 * sizeof(int);
        if ((*(uint*)(type + CoreLibOffsets.OFFSETOF__MethodTable__m_uFlags) & HasDispatchMap) != 0)
        {
            field += sizeof(int);
        }

        return field + *(int*)field;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "RhpGetNextFinalizableObject")]
    private static extern object? GetNextFinalizableObject();
}
