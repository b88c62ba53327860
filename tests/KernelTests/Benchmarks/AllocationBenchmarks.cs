using System.Runtime.CompilerServices;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>Allocation. Every object is stored in a static field, so that it can't be left out or put on the stack.</summary>
internal static class AllocationBenchmarks
{
    private const int Small = 10_000;
    private const int Large = 100;

    private static object? s_object;

    public static void Run()
    {
        Measurement.Report("new-object", Small, Objects, Stores);
        Measurement.Report("new-object-3-fields", Small, ObjectsWithFields, Stores);
        Measurement.Report("new-string-8", Small, Strings, Stores);
        Measurement.Report("box-int", Small, Boxes, Stores);
        Measurement.Report("new-byte[32]", Small, static count => Arrays(count, 32), Stores);
        Measurement.Report("new-byte[1024]", Small, static count => Arrays(count, 1024), Stores);
        Measurement.Report("new-byte[8192]", Large, static count => Arrays(count, 8192), Stores);
        Measurement.Report("new-byte[1MiB]", Large, static count => Arrays(count, 1 << 20), Stores);
        s_object = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stores(int count)
    {
        object value = "";
        for (int i = 0; i < count; i++)
        {
            s_object = value;
        }
    }

    private static void Objects(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_object = new object();
        }
    }

    private static void ObjectsWithFields(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_object = new Point(i, i, i);
        }
    }

    private static void Strings(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_object = new string('x', 8);
        }
    }

    private static void Boxes(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_object = i;
        }
    }

    private static void Arrays(int count, int length)
    {
        for (int i = 0; i < count; i++)
        {
            s_object = new byte[length];
        }
    }

    private sealed class Point(long x, long y, long z)
    {
        public long X { get; } = x;

        public long Y { get; } = y;

        public long Z { get; } = z;
    }
}
