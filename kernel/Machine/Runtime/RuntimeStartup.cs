using Lodestar.Machine.Diagnostics;
using Lodestar.Machine.Runtime.Gc;

namespace Lodestar.Machine.Runtime;

/// <summary>Starts the managed runtime on its first thread.</summary>
internal static unsafe class RuntimeStartup
{
    /// <summary>
    /// From here on everything of C# works. Needs memory (<see cref="RuntimePlatform"/> and <see cref="GcPlatform"/> work), faults
    /// that arrive at <see cref="HardwareExceptions"/>, and a current <see cref="RuntimeThread"/>.
    /// </summary>
    /// <param name="stackLow">Lowest address that the running stack may use.</param>
    /// <param name="stackHigh">First address above what holds references on it.</param>
    /// <param name="gcStress">See <see cref="GcStress.Enable"/>.</param>
    public static void Start(byte* stackLow, byte* stackHigh, uint gcStress)
    {
        RuntimeThread* thread = RuntimeThread.Current;
        thread->StackLow = stackLow;
        thread->StackHigh = stackHigh;
        thread->Id = 1;
        if (!GcHeap.Initialize())
        {
            RuntimeFailure.OutOfMemory("no memory for the managed heap");
        }

        ClassLibraryFunctions.Install();
        Native.ManagedStartup();
        StackTraceProvider.Install();
        GcStress.Enable(gcStress);
    }
}
