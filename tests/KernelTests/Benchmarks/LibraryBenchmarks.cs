using System.Collections.Generic;

namespace Lodestar.KernelTests.Benchmarks;

/// <summary>What code does all day with the class library.</summary>
internal static class LibraryBenchmarks
{
    private const int Count = 10_000;
    private const int Keys = 1024;

    private static readonly Dictionary<int, int> Table = Fill();

    private static int s_sum;
    private static string s_text = "";

    public static void Run()
    {
        Measurement.Report("list-add", Count, Adds);
        Measurement.Report("dictionary-lookup", Count, Lookups);
        Measurement.Report("string-interpolation-2-numbers", Count, Interpolations);
    }

    private static Dictionary<int, int> Fill()
    {
        Dictionary<int, int> table = [];
        for (int i = 0; i < Keys; i++)
        {
            table.Add(i * 7, i);
        }

        return table;
    }

    private static void Adds(int count)
    {
        List<int> list = [];
        for (int i = 0; i < count; i++)
        {
            list.Add(i);
        }

        s_sum = list.Count;
    }

    private static void Lookups(int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Table[(i & (Keys - 1)) * 7];
        }

        s_sum = sum;
    }

    private static void Interpolations(int count)
    {
        for (int i = 0; i < count; i++)
        {
            s_text = $"process {i} has {i} pages";
        }
    }
}
