using System;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;

namespace Lodestar.Tour;

/// <summary>Integers, floating point and vectors.</summary>
internal static class NumberPart
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static Task Run()
    {
        Output.Show("square root", Math.Sqrt(2).ToString("R", s_culture));
        Output.Show("sine", Math.Round(Math.Sin(1), 12).ToString(s_culture));
        Output.Show("power", Math.Pow(2, 0.5).ToString("F12", s_culture));
        Output.Show("decimal", (1.1m * 3 / 7).ToString(s_culture));
        Output.Show("double", double.Parse("1e-310", s_culture).ToString("R", s_culture));
        Output.Show("infinity", (1 / Math.Abs(-0.0)).ToString(s_culture));
        Output.Show("128 bits", UInt128.MaxValue.ToString(s_culture));
        Output.Show("factorial", Enumerable.Range(1, 30).Aggregate(UInt128.One, static (product, n) => product * (UInt128)n).ToString(s_culture));
        Output.Show("bits", $"{BitOperations.PopCount(0xF0F0)} {BitOperations.LeadingZeroCount(1u)} {BitOperations.RotateLeft(1u, 31)}");
        Output.Show("vector", Vector.Sum(new Vector<int>(3)) / Vector<int>.Count);
        Random random = new(42);
        Output.Show("seeded", $"{random.Next(1000)} {random.Next(1000)} {random.Next(1000)}");
        Output.Check("unseeded numbers differ", Random.Shared.NextInt64() != Random.Shared.NextInt64());
        Output.Check("identifiers differ", Guid.NewGuid() != Guid.NewGuid());
        return Task.CompletedTask;
    }
}
