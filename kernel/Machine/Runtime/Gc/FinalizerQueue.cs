namespace Lodestar.Machine.Runtime.Gc;

/// <summary>
/// Objects with finalizers: those that live, and in order those that were found dead and wait for their finalizer.
/// </summary>
internal static unsafe class FinalizerQueue
{
    // BIT_SBLK_FINALIZER_RUN of the CLR's object header: the finalizer ran or was suppressed.
    private const uint FinalizerRunBit = 0x4000_0000;
    private const int HeaderBitsOffset = -4;

    private static GrowableRegion s_registered;
    private static nuint s_registeredCount;
    private static GrowableRegion s_ready;
    private static nuint s_readyHead;
    private static nuint s_readyTail;

    /// <summary>Objects whose finalizer is to run once they are dead.</summary>
    internal static nuint RegisteredCount => s_registeredCount;

    /// <summary>Objects whose finalizer is to run now.</summary>
    internal static nuint ReadyCount => s_readyTail - s_readyHead;

    private static byte** Registered => (byte**)s_registered.Start;

    private static byte** Ready => (byte**)s_ready.Start;

    /// <summary>Takes the ranges of both tables over.</summary>
    internal static void Initialize(byte* registered, nuint registeredBytes, byte* ready, nuint readyBytes)
    {
        s_registered.Initialize(registered, registeredBytes);
        s_ready.Initialize(ready, readyBytes);
        s_registeredCount = 0;
        s_readyHead = 0;
        s_readyTail = 0;
    }

    /// <summary>Makes sure that the next <see cref="Register"/> has room.</summary>
    internal static bool EnsureRoom() => s_registered.Ensure((s_registeredCount + 1) * (nuint)sizeof(byte*));

    /// <summary>Registers an object; <see cref="EnsureRoom"/> was called.</summary>
    internal static void Register(void* instance) => Registered[s_registeredCount++] = (byte*)instance;

    /// <summary>The finalizer of the object is not to run (GC.SuppressFinalize).</summary>
    internal static void Suppress(void* instance)
    {
        if ((*(MethodTable**)instance)->IsFinalizable)
            *HeaderBits(instance) |= FinalizerRunBit;
    }

    /// <summary>The finalizer of the object is to run (again).</summary>
    /// <returns>False when memory is out.</returns>
    internal static bool Reregister(void* instance)
    {
        if (!(*(MethodTable**)instance)->IsFinalizable)
            return true;
        uint* bits = HeaderBits(instance);
        if ((*bits & FinalizerRunBit) != 0)
        {
            // Suppressed but still registered, or taken off by ReviveDead, which clears the bit.
            *bits &= ~FinalizerRunBit;
            return true;
        }
        if (!EnsureRoom())
            return false;
        Register(instance);
        return true;
    }

    /// <summary>The next object whose finalizer is to run; it is no longer registered.</summary>
    /// <returns>Null when there is none.</returns>
    internal static void* TakeReady()
    {
        while (s_readyHead < s_readyTail)
        {
            byte* instance = Ready[s_readyHead++];
            if (s_readyHead == s_readyTail)
            {
                s_readyHead = 0;
                s_readyTail = 0;
            }
            uint* bits = HeaderBits(instance);
            if ((*bits & FinalizerRunBit) == 0)
                return instance;
            // Suppressed while it waited.
            *bits &= ~FinalizerRunBit;
        }
        return null;
    }

    /// <summary>Marks the objects that wait for their finalizer.</summary>
    internal static void MarkReady()
    {
        for (nuint index = s_readyHead; index < s_readyTail; index++)
            Marker.Mark(Ready[index]);
    }

    /// <summary>Moves registered objects that are not marked to the ready ones, and marks them.</summary>
    internal static void ReviveDead()
    {
        CompactReady();
        nuint kept = 0;
        nuint count = s_registeredCount;
        nuint firstRevived = s_readyTail;
        for (nuint index = 0; index < count; index++)
        {
            byte* instance = Registered[index];
            if (Marker.IsMarked(instance))
            {
                Registered[kept++] = instance;
                continue;
            }
            uint* bits = HeaderBits(instance);
            if ((*bits & FinalizerRunBit) != 0)
            {
                *bits &= ~FinalizerRunBit;
                continue;
            }
            if (s_ready.Ensure((s_readyTail + 1) * (nuint)sizeof(byte*)))
            {
                Ready[s_readyTail++] = instance;
            }
            else
            {
                // No memory for the queue: the object stays registered and lives on until the next collection.
                Registered[kept++] = instance;
                Marker.Mark(instance);
            }
        }
        s_registeredCount = kept;
        // Marked only now: an object that another dead one refers to is dead too and is finalized in the same round.
        for (nuint index = firstRevived; index < s_readyTail; index++)
            Marker.Mark(Ready[index]);
    }

    private static void CompactReady()
    {
        nuint count = ReadyCount;
        for (nuint index = 0; index < count; index++)
            Ready[index] = Ready[s_readyHead + index];
        s_readyHead = 0;
        s_readyTail = count;
    }

    private static uint* HeaderBits(void* instance) => (uint*)((byte*)instance + HeaderBitsOffset);
}
