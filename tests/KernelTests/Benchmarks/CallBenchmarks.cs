using System;
using System.Runtime.CompilerServices;
using static Lodestar.KernelTests.Benchmarks.ManyTypes;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>Calls whose target is found at run time, and casts. The baseline loads the objects and does nothing with them.</summary>
internal static class CallBenchmarks
{
    private const int Calls = 12_800;

    private static readonly Number[] One = Create(1);
    private static readonly Number[] Two = Create(2);
    private static readonly Number[] Eight = Create(8);
    private static readonly Number[] All = Create(Count);
    private static readonly Func<int> Target = One[0].Get;

    private static int s_sum;

    public static void Run()
    {
        Measurement.Report("call-virtual", Calls, static count => Virtual(One, count), static count => Loads(One, count));
        Measurement.Report("call-virtual-128-types", Calls, static count => Virtual(All, count), static count => Loads(All, count));

        // A call site each, because a site keeps the cache that it has grown to.
        Measurement.Report("call-interface-1-type", Calls, static count => Monomorphic(One, count), static count => Loads(One, count));
        Measurement.Report("call-interface-2-types", Calls, static count => Polymorphic2(Two, count), static count => Loads(Two, count));
        Measurement.Report("call-interface-8-types", Calls, static count => Polymorphic8(Eight, count), static count => Loads(Eight, count));
        Measurement.Report("call-interface-128-types", Calls, static count => Megamorphic(All, count), static count => Loads(All, count));
        Measurement.Report("call-delegate", Calls, Delegates);
        Measurement.Report("call-generic-virtual", Calls, static count => GenericVirtual(One, count), static count => Loads(One, count));
        Measurement.Report("call-generic-virtual-128-types", Calls, static count => GenericVirtual(All, count), static count => Loads(All, count));
        Measurement.Report("cast-to-base-class", Calls, static count => ToClass(One, count), static count => Loads(One, count));
        Measurement.Report("cast-to-interface", Calls, static count => ToInterface(One, count), static count => Loads(One, count));
        Measurement.Report("cast-to-interface-128-types", Calls, static count => ToInterface(All, count), static count => Loads(All, count));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loads(object[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            if (objects[i & (Count - 1)] is not null)
            {
                sum++;
            }
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Virtual(Number[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Get();
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Monomorphic(INumber[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Get();
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Polymorphic2(INumber[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Get();
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Polymorphic8(INumber[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Get();
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Megamorphic(INumber[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Get();
        }

        s_sum = sum;
    }

    private static void Delegates(int count)
    {
        Func<int> target = Target;
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += target();
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GenericVirtual(Number[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += objects[i & (Count - 1)].Convert(i);
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ToClass(object[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            if (objects[i & (Count - 1)] is Number)
            {
                sum++;
            }
        }

        s_sum = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ToInterface(object[] objects, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            if (objects[i & (Count - 1)] is INumber)
            {
                sum++;
            }
        }

        s_sum = sum;
    }
}
