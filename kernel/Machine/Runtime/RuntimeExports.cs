using System.Runtime;
using Lodestar.Machine.Runtime.Unwinding;

namespace Lodestar.Machine.Runtime;

/// <summary>What CoreLib asks of its runtime about threads, code addresses and the machine.</summary>
internal static unsafe class RuntimeExports
{
    // StartNoGCRegionStatus and EndNoGCRegionStatus of CoreLib: regions without collections are not offered.
    private const int NotEnoughMemory = 1;
    private const int NotInProgress = 1;

    /// <summary>The slot of the running thread's thread statics.</summary>
    [RuntimeExport("RhGetThreadStaticStorage")]
    private static void** GetThreadStaticStorage() => &RuntimeThread.Current->ThreadStatics;

    [RuntimeExport("RhCurrentOSThreadId")]
    private static ulong CurrentOsThreadId() => RuntimeThread.Current->Id;

    [RuntimeExport("RhCurrentNativeThreadId")]
    private static nint CurrentNativeThreadId() => (nint)RuntimeThread.Current->Id;

    [RuntimeExport("RhGetCurrentThreadStackBounds")]
    private static void GetCurrentThreadStackBounds(byte** low, byte** high)
    {
        *low = RuntimeThread.Current->StackLow;
        *high = RuntimeThread.Current->StackHigh;
    }

    /// <summary>Threads of the kernel do not end yet, so there is nothing that would call it.</summary>
    [RuntimeExport("RhSetThreadExitCallback")]
    private static void SetThreadExitCallback(delegate* unmanaged<void> callback)
    {
    }

    [RuntimeExport("RhGetProcessCpuCount")]
    private static int GetProcessCpuCount() => 1;

    [RuntimeExport("RhSpinWait")]
    private static void SpinWait(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            Native.Pause();
        }
    }

    [RuntimeExport("RhYield")]
    private static int Yield() => 0;

    [RuntimeExport("RhFlushProcessWriteBuffers")]
    private static void FlushProcessWriteBuffers() => Native.MemoryFence();

    /// <summary>Runtime options (runtimeconfig.json): a kernel has none.</summary>
    [RuntimeExport("RhGetKnobValues")]
    private static uint GetKnobValues(byte*** keys, byte*** values)
    {
        *keys = null;
        *values = null;
        return 0;
    }

    /// <summary>The image has no file name.</summary>
    [RuntimeExport("RhGetModuleFileName")]
    private static int GetModuleFileName(nint module, char** name)
    {
        *name = null;
        return 0;
    }

    /// <summary>
    /// CoreLib asks for the start of the method around a return address, and hands the answer to the stack trace's
    /// callbacks only. The kernel's symbol table knows every address, and needs this one for the line: it comes back
    /// unchanged, or as 0 if no managed method is there. It can also be a faulting instruction, the first of a method, or
    /// a return address behind the last.
    /// </summary>
    [RuntimeExport("RhFindMethodStartAddress")]
    private static ulong FindMethodStartAddress(ulong address) =>
        ManagedMethod.TryFind(address, out _) || ManagedMethod.TryFind(address - 1, out _) ? address : 0;

    /// <summary>
    /// Return addresses of the frames above <paramref name="addressInCurrentFrame"/>, innermost first. Returns their number,
    /// negative when the buffer was too small (then the number needed).
    /// </summary>
    [RuntimeExport("RhpGetCurrentThreadStackTrace")]
    private static int GetCurrentThreadStackTrace(ulong* buffer, uint length, ulong addressInCurrentFrame)
    {
        byte* context = stackalloc byte[CoreLibOffsets.SIZEOF__PAL_LIMITED_CONTEXT];
        Native.CaptureContext(context);
        StackFrameIterator frames = default;
        uint count = 0;
        for (bool found = frames.Start(context, isFault: false); found; found = frames.MoveNext(out _))
        {
            if (frames.StackPointer < addressInCurrentFrame)
            {
                continue;
            }

            if (count < length)
            {
                buffer[count] = frames.OriginalControlPc;
            }

            count++;
        }

        return count <= length ? (int)count : -(int)count;
    }

    /// <summary>Fills the Windows CONTEXT that fail-fast hands on; the panic reads the exception's own context instead.</summary>
    [RuntimeExport("RhpCopyContextFromExInfo")]
    private static void CopyContextFromExInfo(byte* osContext, int size, byte* context) =>
        new System.Span<byte>(osContext, size).Clear();

    /// <summary>A hook for debuggers.</summary>
    [RuntimeExport("RhpFirstChanceExceptionNotification")]
    private static void FirstChanceExceptionNotification()
    {
    }

    /// <summary>CoreLib says that a collection would be unsafe until the catch block runs; ours scans conservatively.</summary>
    [RuntimeExport("RhpSetThreadDoNotTriggerGC")]
    private static void SetThreadDoNotTriggerGc()
    {
    }

    [RuntimeExport("RhpGetThreadAbortException")]
    private static void* GetThreadAbortException()
    {
        RuntimeFailure.Stop("thread abort, which nothing asks for");
        return null;
    }

    [RuntimeExport("RhpFallbackFailFast")]
    private static void FallbackFailFast() => RuntimeFailure.Stop("fallback");

    [RuntimeExport("DebugDebugger_IsNativeDebuggerAttached")]
    private static int IsNativeDebuggerAttached() => 0;

    /// <summary>For CoreLib's finalizer thread, which the kernel does not start (see <see cref="Finalizers"/>).</summary>
    [RuntimeExport("RhpWaitForFinalizerRequest")]
    private static uint WaitForFinalizerRequest()
    {
        RuntimeFailure.Stop("CoreLib's finalizer loop runs, but there is no thread for it");
        return 0;
    }

    [RuntimeExport("RhpSignalFinalizationComplete")]
    private static void SignalFinalizationComplete(uint count, int observedFullGcCount) =>
        RuntimeFailure.Stop("CoreLib's finalizer loop runs, but there is no thread for it");

    [RuntimeExport("RhpStartNoGCRegion")]
    private static int StartNoGcRegion(long totalSize, int hasLargeSize, long largeSize, int disallowFullBlocking) =>
        NotEnoughMemory;

    [RuntimeExport("RhpEndNoGCRegion")]
    private static int EndNoGcRegion() => NotInProgress;
}
