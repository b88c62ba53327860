using System;
using System.Runtime.CompilerServices;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>Copying and filling memory through spans.</summary>
internal static class MemoryBenchmarks
{
    private const int Count = 1_000;
    private static readonly byte[] Source = new byte[4096];
    private static readonly byte[] Destination = new byte[4096];

    public static void Run()
    {
        foreach (int size in (ReadOnlySpan<int>)[8, 32, 64, 256, 4096])
        {
            Measurement.Report($"copy-{size}", Count, count => Copy(Source.AsSpan(0, size), Destination.AsSpan(0, size), count));
            Measurement.Report($"copy-overlapping-{size}", Count, count => Copy(Source.AsSpan(0, size - 1), Source.AsSpan(1, size - 1), count));
            Measurement.Report($"fill-{size}", Count, count => Fill(Destination.AsSpan(0, size), count));
            Measurement.Report($"clear-{size}", Count, count => Clear(Destination.AsSpan(0, size), count));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Copy(Span<byte> source, Span<byte> destination, int count)
    {
        for (int i = 0; i < count; i++)
        {
            source.CopyTo(destination);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(Span<byte> destination, int count)
    {
        for (int i = 0; i < count; i++)
        {
            destination.Fill(0x5a);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Clear(Span<byte> destination, int count)
    {
        for (int i = 0; i < count; i++)
        {
            destination.Clear();
        }
    }
}
