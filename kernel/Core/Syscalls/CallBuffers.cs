using System.Collections.Generic;

namespace Lodestar.Core.Syscalls;

/// <summary>Room that a thread's calls use. Threads that have ended leave theirs to new ones.</summary>
internal sealed class CallBuffers
{
    /// <summary>Bytes that calls copy between files and programs at once.</summary>
    private const int TransferSize = 64 << 10;

    /// <summary>How many are kept for new threads.</summary>
    private const int MostFree = 4;

    private static readonly Stack<CallBuffers> s_free = new();

    /// <summary>What is on its way between a file and the program; its content is nobody's between two calls.</summary>
    internal byte[] Transfer { get; } = new byte[TransferSize];

    /// <summary>Room for the paths of a call.</summary>
    internal PathBuffer Paths { get; } = new();

    /// <summary>Room for the buffers of a call that takes several.</summary>
    internal IoVectorBuffer Vectors { get; } = new();

    /// <summary>How a call waits for several files.</summary>
    internal PollWaiter Waiter { get; } = new();

    /// <summary>Used ones, or new ones.</summary>
    internal static CallBuffers Take() => s_free.TryPop(out CallBuffers? buffers) ? buffers : new CallBuffers();

    /// <summary>Nobody uses these any more.</summary>
    internal static void Return(CallBuffers buffers)
    {
        if (s_free.Count < MostFree)
        {
            s_free.Push(buffers);
        }
    }
}
