using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>The collector: garbage, weak references, finalizers, large and pinned objects.</summary>
internal static class MemoryPart
{
    private const int Objects = 400_000;
    private const int Kept = 1000;
    private const int Finalizable = 200;
    private const long MostAlive = 64 << 20;

    public static Task Run()
    {
        byte[][] ring = new byte[Kept][];
        for (int i = 0; i < Objects; i++)
        {
            byte[] made = new byte[100 + (i % 400)];
            made[^1] = (byte)i;
            ring[i % Kept] = made;
        }

        Output.Show("ring", ring.Select(static (bytes, i) => bytes[^1] == (byte)(Objects - Kept + i)).Count(static right => right));
        Output.Check("garbage was collected", GC.CollectionCount(0) > 0);
        Output.Show("tree", Count(Build(14)));
        List<WeakReference> weak = MakeWeak(ring);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Output.Show("weak", $"{weak[0].IsAlive} {weak[1].IsAlive}");
        GC.KeepAlive(ring);
        MakeFinalizable();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Output.Show("finalized", FinalizedObject.Count);
        Output.Show("large", Large());
        Output.Show("pinned", Pinned());
        Output.Check("memory came back", GC.GetTotalMemory(forceFullCollection: true) < MostAlive);
        return Task.CompletedTask;
    }

    private static TreeNode Build(int depth) => depth == 0 ? new TreeNode(null, null) : new TreeNode(Build(depth - 1), Build(depth - 1));

    private static int Count(TreeNode? node) => node is null ? 0 : 1 + Count(node.Left) + Count(node.Right);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> MakeWeak(object kept) => [new(kept), new(new object())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeFinalizable()
    {
        for (int i = 0; i < Finalizable; i++)
        {
            GC.KeepAlive(new FinalizedObject());
        }
    }

    private static long Large()
    {
        long sum = 0;
        for (int i = 0; i < 40; i++)
        {
            int[] numbers = new int[1 << 18];
            numbers[^1] = i;
            sum += numbers[^1] + numbers[0];
        }

        return sum;
    }

    private static int Pinned()
    {
        int[] numbers = [1, 2, 3];
        GCHandle handle = GCHandle.Alloc(numbers, GCHandleType.Pinned);
        nint address = handle.AddrOfPinnedObject();
        GC.Collect();
        int third = Marshal.ReadInt32(address, 2 * sizeof(int));
        handle.Free();
        return third;
    }

    private sealed record TreeNode(TreeNode? Left, TreeNode? Right);

    private sealed class FinalizedObject
    {
        private static int s_count;

        ~FinalizedObject() => Interlocked.Increment(ref s_count);

        public static int Count => Volatile.Read(ref s_count);
    }
}
