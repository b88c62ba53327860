using System.Runtime;
using System.Runtime.InteropServices;

namespace Lodestar.Machine.Runtime.Win32;

/// <summary>
/// Threads, events and waits, as far as one thread can have them. A handle is the address of a <see cref="KernelObject"/>.
/// A wait that nobody could ever end is a bug of the kernel and stops it, instead of hanging.
/// </summary>
internal static unsafe class Win32Threading
{
    private const nint CurrentProcess = -1;
    private const nint CurrentThread = -2;
    private const uint CreateEventManualReset = 1;
    private const uint CreateEventInitialSet = 2;
    private const int ThreadPriorityNormal = 0;
    private const uint Infinite = uint.MaxValue;
    private const uint WaitObject0 = 0;
    private const uint WaitTimeout = 258;

    private enum ObjectKind : uint
    {
        Free,
        Thread,
        Event,
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct KernelObject
    {
        public ObjectKind Kind;
        public byte Signalled;
        public byte ManualReset;
        public KernelObject* NextFree;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ProcessorNumber
    {
        public ushort Group;
        public byte Number;
        public byte Reserved;
    }

    private static KernelObject* s_free;

    [RuntimeExport("GetCurrentProcess")]
    private static nint GetCurrentProcess() => CurrentProcess;

    [RuntimeExport("GetCurrentThread")]
    private static nint GetCurrentThread() => CurrentThread;

    /// <summary>Turns the pseudo handle of the running thread into a handle; nothing else is duplicated.</summary>
    [RuntimeExport("DuplicateHandle")]
    private static int DuplicateHandle(
        nint sourceProcess, nint source, nint targetProcess, KernelObject** target, uint access, int inherit, uint options)
    {
        if (source != CurrentThread)
        {
            return Win32Status.Fail(Win32Status.NotSupported);
        }

        *target = Create(ObjectKind.Thread);
        return *target == null ? Win32Status.Fail(Win32Status.NotEnoughMemory) : 1;
    }

    [RuntimeExport("CloseHandle")]
    private static int CloseHandle(KernelObject* handle)
    {
        if (handle == null || handle->Kind == ObjectKind.Free)
        {
            return Win32Status.Fail(Win32Status.InvalidHandle);
        }

        handle->Kind = ObjectKind.Free;
        handle->NextFree = s_free;
        s_free = handle;
        return 1;
    }

    [RuntimeExport("GetThreadPriority")]
    private static int GetThreadPriority(nint thread) => ThreadPriorityNormal;

    [RuntimeExport("GetCurrentProcessorNumberEx")]
    private static void GetCurrentProcessorNumberEx(ProcessorNumber* number) => *number = default;

    [RuntimeExport("CreateEventExW")]
    private static KernelObject* CreateEventEx(void* security, char* name, uint flags, uint access)
    {
        KernelObject* created = Create(ObjectKind.Event);
        if (created == null)
        {
            Win32Status.SetLastError(Win32Status.NotEnoughMemory);
            return null;
        }

        created->ManualReset = (byte)(flags & CreateEventManualReset);
        created->Signalled = (flags & CreateEventInitialSet) != 0 ? (byte)1 : (byte)0;
        return created;
    }

    [RuntimeExport("SetEvent")]
    private static int SetEvent(KernelObject* handle)
    {
        if (handle == null || handle->Kind != ObjectKind.Event)
        {
            return Win32Status.Fail(Win32Status.InvalidHandle);
        }

        handle->Signalled = 1;
        return 1;
    }

    [RuntimeExport("ResetEvent")]
    private static int ResetEvent(KernelObject* handle)
    {
        if (handle == null || handle->Kind != ObjectKind.Event)
        {
            return Win32Status.Fail(Win32Status.InvalidHandle);
        }

        handle->Signalled = 0;
        return 1;
    }

    [RuntimeExport("WaitForMultipleObjectsEx")]
    private static uint WaitForMultipleObjectsEx(uint count, KernelObject** handles, int all, uint milliseconds, int alertable) =>
        Wait(count, handles, all != 0, milliseconds);

    [RuntimeExport("RhCompatibleReentrantWaitAny")]
    private static uint CompatibleReentrantWaitAny(int alertable, uint milliseconds, uint count, KernelObject** handles) =>
        Wait(count, handles, all: false, milliseconds);

    private static uint Wait(uint count, KernelObject** handles, bool all, uint milliseconds)
    {
        if (TryTake(count, handles, all, out uint index))
        {
            return WaitObject0 + index;
        }

        if (milliseconds == Infinite)
        {
            RuntimeFailure.Stop("deadlock: the only thread waits for an event that nobody can set");
        }

        // Nobody else runs: the answer can't change before the time is over.
        Win32Time.Sleep(milliseconds);
        return WaitTimeout;
    }

    private static bool TryTake(uint count, KernelObject** handles, bool all, out uint index)
    {
        index = 0;
        uint signalled = 0;
        for (uint i = count; i > 0; i--)
        {
            if (handles[i - 1]->Signalled != 0)
            {
                signalled++;
                index = i - 1;
            }
        }

        if (all ? signalled < count : signalled == 0)
        {
            return false;
        }

        if (all)
        {
            index = 0;
            for (uint i = 0; i < count; i++)
            {
                handles[i]->Signalled = handles[i]->ManualReset;
            }
        }
        else
        {
            handles[index]->Signalled = handles[index]->ManualReset;
        }

        return true;
    }

    private static KernelObject* Create(ObjectKind kind)
    {
        KernelObject* created = s_free;
        if (created != null)
        {
            s_free = created->NextFree;
        }
        else
        {
            created = (KernelObject*)RuntimeMemory.Allocate((nuint)sizeof(KernelObject));
            if (created == null)
            {
                return null;
            }
        }

        *created = default;
        created->Kind = kind;
        return created;
    }
}
