using System.Runtime;

namespace Lodestar.Machine.Runtime.Gc;

/// <content>Finalizers.</content>
internal static unsafe partial class GcExports
{
    /// <summary>The next object whose finalizer is to run, or null.</summary>
    [RuntimeExport("RhpGetNextFinalizableObject")]
    internal static void* GetNextFinalizableObject() => FinalizerQueue.TakeReady();

    /// <summary>GC.SuppressFinalize.</summary>
    [RuntimeExport("RhSuppressFinalize")]
    internal static void SuppressFinalize(void* instance) => FinalizerQueue.Suppress(instance);

    /// <summary>GC.ReRegisterForFinalize; false when memory is out.</summary>
    [RuntimeExport("RhReRegisterForFinalize")]
    internal static bool ReRegisterForFinalize(void* instance) => GcHeap.ReregisterForFinalization(instance);
}
