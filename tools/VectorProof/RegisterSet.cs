using System.Linq;
using System.Numerics;

namespace Lodestar.VectorProof;

/// <summary>Vector registers as a bit set: bit n is XMMn.</summary>
public static class RegisterSet
{
    private const int Count = 32;

    /// <summary>The set in words.</summary>
    /// <param name="set">Bit n for XMMn.</param>
    /// <returns>For example <c>xmm0 to xmm6, xmm8</c>.</returns>
    public static string Describe(uint set)
    {
        string text = string.Join(", ", Enumerable.Range(0, Count)
            .Where(first => Has(set, first) && !Has(set, first - 1))
            .Select(first => Range(first, BitOperations.TrailingZeroCount(~(set >> first)))));
        return text.Length == 0 ? "none" : text;
    }

    private static bool Has(uint set, int register) => register >= 0 && (set >> register & 1) != 0;

    private static string Range(int first, int length) => length == 1 ? $"xmm{first}" : $"xmm{first} to xmm{first + length - 1}";
}
