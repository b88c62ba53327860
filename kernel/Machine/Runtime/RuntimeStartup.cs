using Lodestar.Machine.Boot;
using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Machine.Runtime;

/// <summary>Starts the managed runtime on the boot processor.</summary>
internal static unsafe class RuntimeStartup
{
    /// <summary>
    /// From here on everything of C# works. Needs memory (frames and final page tables), the CPU's exception table and the
    /// boot stack's bounds.
    /// </summary>
    public static void Start(byte* stackLow, byte* stackHigh)
    {
        RuntimeThread* thread = RuntimeThread.Current;
        thread->StackLow = stackLow;
        thread->StackHigh = stackHigh;
        thread->Id = 1;
        if (!GcHeap.Initialize())
        {
            Panic.OutOfMemory("no memory for the managed heap");
        }

        ClassLibraryFunctions.Install();
        Native.ManagedStartup();
        StackTraceProvider.Install();
        GcStress.Enable(BootOptions.GcStress);
    }
}
