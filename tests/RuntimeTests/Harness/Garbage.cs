using System;
using System.Runtime.CompilerServices;

namespace Lodestar.RuntimeTests;

/// <summary>Puts the collector to work, and makes an object that it freed by mistake visible.</summary>
public static class Garbage
{
    private const byte Filler = 0xCC;
    private const int LargestFiller = 600;
    private static object? s_sink;

    /// <summary>
    /// Collects, then fills the memory that came free with a pattern: an object that a test still uses and that was freed
    /// is overwritten by it.
    /// </summary>
    public static void CollectAndOverwrite()
    {
        GC.Collect();
        Overwrite();
        GC.Collect();
        Overwrite();
    }

    /// <summary>Collects and runs the finalizers that became due, twice, so that objects behind finalizable ones go too.</summary>
    public static void CollectAndFinalize()
    {
        for (int round = 0; round < 2; round++)
        {
            ClearStack(32);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        GC.Collect();
    }

    /// <summary>
    /// Writes over the part of the stack that earlier calls have left, so that a collector that reads stacks conservatively
    /// finds few stale references there.
    /// </summary>
    /// <param name="depth">Frames of about 256 bytes to overwrite.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int ClearStack(int depth)
    {
        Span<long> frame = stackalloc long[32];
        frame.Fill(depth);
        return depth == 0 ? (int)frame[7] : ClearStack(depth - 1) + (int)frame[3];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Overwrite()
    {
        for (int size = 0; size < LargestFiller; size += 8)
        {
            for (int repeat = 0; repeat < 8; repeat++)
            {
                byte[] filler = new byte[size];
                filler.AsSpan().Fill(Filler);
                s_sink = filler;
            }
        }
        s_sink = null;
    }
}
