using System.Globalization;

namespace Lodestar.Bench;

/// <summary>A line <c>BENCH name value unit bytes</c> of the test kernel.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Value">What one operation costs.</param>
/// <param name="Unit">The unit of <paramref name="Value"/>.</param>
/// <param name="AllocatedBytes">Bytes that one operation allocates.</param>
public sealed record BenchmarkLine(string Name, double Value, string Unit, double AllocatedBytes)
{
    /// <summary>Reads a line of the log; null if it is another one.</summary>
    public static BenchmarkLine? TryParse(string line)
    {
        string[] words = line.Split(' ');
        return words is ["BENCH", string name, string value, string unit, string bytes]
            && TryNumber(value, out double number) && TryNumber(bytes, out double allocated)
            ? new BenchmarkLine(name, number, unit, allocated)
            : null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
